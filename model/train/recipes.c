/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/commands.h"

Recipe movement_recipe(void)
{
  return (Recipe){.n_outputs = CLASS_COUNT,
                  .n_hidden_layers = 1,
                  .hidden = {20},
                  .n_members = 10,
                  .n_parts = 10,
                  .batch = 256,
                  .epochs = 16,
                  .patience = 16,
                  .rate = 3e-3,
                  .weight_decay = 0.05,
                  .class_power = 0.75,
                  .length_power = 1.0,
                  .none_share = 0.08,
                  .steady = 50.0,
                  .mixup = 1.0,
                  .drop = {0.05F, 0.1F}};
}

Recipe paper_recipe(void)
{
  return (Recipe){.n_outputs = GENRE_COUNT,
                  .n_hidden_layers = 1,
                  .hidden = {12},
                  .n_members = 1,
                  .n_parts = 6,
                  .batch = 16,
                  .epochs = 400,
                  .patience = 60,
                  .rate = 3e-3};
}

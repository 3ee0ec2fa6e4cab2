/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/commands.h"

Recipe movement_recipe(void)
{
  return (Recipe){.n_outputs = CLASS_COUNT,
                  .n_hidden_layers = 1,
                  .hidden = {20},
                  .n_members = 5,
                  .n_parts = 5,
                  .batch = 128,
                  .epochs = 35,
                  .patience = 8,
                  .rate = 2e-3,
                  .weight_decay = 0.05,
                  .class_power = 0.6,
                  .length_power = 1.0,
                  .none_share = 0.08,
                  .color = 30.0,
                  .mixup = 1.0,
                  .drop = {0.15F, 0.2F}};
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

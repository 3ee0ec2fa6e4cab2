/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/filter_bank.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static void start_mean(FilterBank *bank)
{
  for (int i = 0; i <= bank->n_halvings; ++i) {
    bank->level[i].n_frames = 0;
  }
  for (int i = 0; i < bank->n_groups; ++i) {
    memset(bank->group[i].sum, 0, sizeof bank->group[i].sum);
  }
}

void filter_bank_clear(FilterBank *bank)
{
  for (int i = 0; i <= bank->n_halvings; ++i) {
    BankLevel *level = &bank->level[i];
    half_band_clear(&level->half_band);
    level->n_waiting = 0;
    level->turn = 0;
  }
  for (int i = 0; i < bank->n_groups; ++i) {
    BankGroup *group = &bank->group[i];
    memset(group->lanes.w1, 0, sizeof group->lanes.w1);
    memset(group->lanes.w2, 0, sizeof group->lanes.w2);
    memset(group->lag_sum, 0, sizeof group->lag_sum);
  }
  start_mean(bank);
}

/* --- listening ------------------------------------------------------------------- */

/** Adds up what a group has just heard for its parts' shapes. */
static void measure_shapes(FilterBank *bank, BankGroup *group, uint32_t n, uint32_t lag_frames)
{
  /* Aligned by hand: gcc 12.2 -O3 -march=znver3 -fstack-protector-strong else takes it for
     aligned to 32 bytes, puts it on 16, and the load faults. */
  _Alignas(32) SubbandLags lags = {{{0.0f}}};
  bank->kernels->correlate_subbands(&lags, (const float(*)[SUBBAND_LANES])bank->heard,
                                    group->lanes.n_lanes, n, lag_frames);
  for (int k = 0; k <= SUBBAND_LAGS; ++k) {
    for (int lane = 0; lane < group->lanes.n_lanes; ++lane) {
      group->lag_sum[k][lane] += (double)lags.sum[k][lane];
    }
  }
}

static BankGroup *first_group(FilterBank *bank, const BankLevel *level)
{
  return level->n_groups > 0 ? &bank->group[level->first_group] : NULL;
}

/** One turn in so many does a level measure shapes, too, if it is a whole one. */
static bool takes_shapes(BankLevel *level, uint32_t n)
{
  if (n < level->at_a_time) {
    return false;
  }
  const uint32_t turn = level->turn;
  level->turn = (turn + 1) % level->shape_period;
  return turn == 0;
}

/** What a level's first group, and the half-band filter to the next level, if there is one,
    do with the first frames of those that wait there. */
static LevelTask level_task(FilterBank *bank, int halvings, bool for_shapes)
{
  BankLevel *level = &bank->level[halvings];
  BankLevel *next = halvings < bank->n_halvings ? level + 1 : NULL;
  BankGroup *group = first_group(bank, level);
  return (LevelTask){.lanes = group ? &group->lanes : NULL,
                     .half_band = next ? &level->half_band : NULL,
                     .stereo = level->waiting,
                     .halved = next ? next->waiting + 2 * next->n_waiting : NULL,
                     .heard = for_shapes ? bank->heard : NULL};
}

/** Adds up what a group has just heard of n frames. */
static void group_heard(FilterBank *bank, BankGroup *group, uint32_t n, const LevelTask *task,
                        const BankLevel *level)
{
  for (int lane = 0; lane < group->lanes.n_lanes; ++lane) {
    group->sum[lane] += (double)group->lanes.energy[lane];
  }
  memset(group->lanes.energy, 0, sizeof group->lanes.energy);
  if (task->heard) {
    measure_shapes(bank, group, n, level->lag_frames);
  }
}

/** After a level's task was done with n frames: adds up, lets the level's other groups hear
    them, and drops them. */
static void level_heard(FilterBank *bank, int halvings, uint32_t n, const LevelTask *done)
{
  BankLevel *level = &bank->level[halvings];
  for (int i = 0; i < level->n_groups; ++i) {
    BankGroup *group = first_group(bank, level) + i;
    if (i > 0) {
      const LevelTask task = {
          .lanes = &group->lanes, .stereo = level->waiting, .heard = done->heard};
      bank->kernels->run_subbands(&task, n);
    }
    group_heard(bank, group, n, done, level);
  }
  level->n_frames += n;
  level->n_waiting -= n;
  memmove(level->waiting, level->waiting + 2 * n, 2 * level->n_waiting * sizeof(float));
  if (done->half_band) {
    (level + 1)->n_waiting += n / 2;
  }
}

/** A level hears the first n frames of those that wait at it, and hands half as many on to
    the next, if there is one; n is even then. */
static void level_listen(FilterBank *bank, int halvings, uint32_t n)
{
  const LevelTask task = level_task(bank, halvings, takes_shapes(&bank->level[halvings], n));
  bank->kernels->run_subbands(&task, n);
  level_heard(bank, halvings, n, &task);
}

/** The first level below the top that has enough to hear, or none: 0. Asked each time that
    the top listens, none falls behind, since those below have less than that to hear
    together; and never do two of them make one call dear. */
static int level_due(const FilterBank *bank)
{
  for (int halvings = 1; halvings <= bank->n_halvings; ++halvings) {
    const BankLevel *level = &bank->level[halvings];
    if (level->n_waiting >= level->at_a_time) {
      return halvings;
    }
  }
  return 0;
}

/** The top hears what has gathered there, and beside it the level below that is due. */
static void top_listen(FilterBank *bank)
{
  const uint32_t n = BANK_LEVEL_FRAMES;
  const int due = level_due(bank);
  const bool for_shapes = takes_shapes(&bank->level[0], n);
  const LevelTask top = level_task(bank, 0, for_shapes);
  if (due == 0 || bank->level[due].at_a_time != n || for_shapes) {
    bank->kernels->run_subbands(&top, n);
    level_heard(bank, 0, n, &top);
    if (due > 0) {
      level_listen(bank, due, bank->level[due].at_a_time);
    }
    return;
  }
  const LevelTask other = level_task(bank, due, takes_shapes(&bank->level[due], n));
  bank->kernels->run_two_levels(&top, &other, n);
  level_heard(bank, 0, n, &top);
  level_heard(bank, due, n, &other);
}

/** All that waits at a level, but for an odd last frame where it is to be handed on. */
static void level_listen_to_the_last(FilterBank *bank, int halvings)
{
  const BankLevel *level = &bank->level[halvings];
  while (level->n_waiting > level->at_a_time) {
    level_listen(bank, halvings, level->at_a_time);
  }
  level_listen(bank, halvings,
               halvings < bank->n_halvings ? level->n_waiting & ~1u : level->n_waiting);
}

static void listen_to_the_last(FilterBank *bank)
{
  for (int halvings = 0; halvings <= bank->n_halvings; ++halvings) {
    level_listen_to_the_last(bank, halvings);
  }
}

/** Adds frames to those that wait; what is no sound counts as 0. */
static void append(const FilterBank *bank, BankLevel *level, const float *left, const float *right,
                   uint32_t n_frames)
{
  float *stereo = level->waiting + 2 * level->n_waiting;
  if (!bank->kernels->interleave(stereo, left, right, n_frames, ABSURD_SAMPLE)) {
    for (uint32_t i = 0; i < 2 * n_frames; ++i) {
      /* Written so that NaN, of which no comparison is true, counts as 0. */
      stereo[i] = fabsf(stereo[i]) <= ABSURD_SAMPLE ? stereo[i] : 0.0f;
    }
  }
  level->n_waiting += n_frames;
}

void filter_bank_process(FilterBank *bank, const float *const *in, int n_channels,
                         uint32_t n_frames)
{
  const float *right = n_channels > 1 ? in[1] : in[0];
  BankLevel *first = &bank->level[0];
  for (uint32_t done = 0; done < n_frames;) {
    const uint32_t room = BANK_LEVEL_FRAMES - first->n_waiting;
    const uint32_t n = n_frames - done < room ? n_frames - done : room;
    append(bank, first, in[0] + done, right + done, n);
    if (first->n_waiting == BANK_LEVEL_FRAMES) {
      top_listen(bank);
    }
    done += n;
  }
}

bool filter_bank_is_about_to_work(const FilterBank *bank)
{
  return bank->level[0].n_waiting >= BANK_LEVEL_FRAMES / 2 && level_due(bank) > 0;
}

/** What a frame costs at a level, in halves of the part that listens alone: a half-band filter
    takes one, a group four. */
static uint32_t frame_work(const FilterBank *bank, const BankLevel *level)
{
  if (level->n_groups == 1 && bank->group[level->first_group].lanes.is_lone) {
    return 2;
  }
  return 4 * (uint32_t)level->n_groups + 1;
}

static uint32_t work_waiting(const FilterBank *bank, int halvings)
{
  const BankLevel *level = &bank->level[halvings];
  return level->n_waiting * frame_work(bank, level);
}

/** The level below the top where most work waits. */
static int busiest_level(const FilterBank *bank)
{
  int busiest = 1;
  for (int halvings = 2; halvings <= bank->n_halvings; ++halvings) {
    if (work_waiting(bank, halvings) > work_waiting(bank, busiest)) {
      busiest = halvings;
    }
  }
  return busiest;
}

/* As much as one group takes for what a level works on; in pieces that are worth starting. */
void filter_bank_catch_up(FilterBank *bank)
{
  enum { WORK = BANK_LEVEL_FRAMES * 5, LEAST_FRAMES = 8 };
  uint32_t left = WORK;
  for (int turn = 0; turn < bank->n_halvings; ++turn) {
    const int halvings = busiest_level(bank);
    const BankLevel *level = &bank->level[halvings];
    const uint32_t can = left / frame_work(bank, level);
    const uint32_t n = (level->n_waiting < can ? level->n_waiting : can) & ~1u;
    if (n < LEAST_FRAMES) {
      return;
    }
    left -= n * frame_work(bank, level);
    level_listen(bank, halvings, n);
  }
}

/* --- reading --------------------------------------------------------------------- */

void filter_bank_take_parts(FilterBank *bank, float part_energy[PART_COUNT])
{
  listen_to_the_last(bank);
  for (int i = 0; i < PART_COUNT; ++i) {
    const BankPart *part = &bank->part[i];
    const BankLevel *level = &bank->level[part->halvings];
    const double *sum = &bank->group[part->group].sum[part->lane];
    const double mean = level->n_frames > 0 ? 0.5 * (sum[0] + sum[1]) / level->n_frames : 0.0;
    part_energy[i] = (float)(mean * part->power_gain);
  }
  start_mean(bank);
}

void filter_bank_take(FilterBank *bank, float energy[SUBBAND_COUNT])
{
  float part_energy[PART_COUNT];
  filter_bank_take_parts(bank, part_energy);
  subband_energies(part_energy, energy);
}

void filter_bank_take_shape(FilterBank *bank, SubbandShape *shape)
{
  int i = 0;
  for (int subband = 0; subband < SUBBAND_COUNT; ++subband) {
    memset(shape->lag[subband], 0, sizeof shape->lag[subband]);
    for (int end = i + subband_info[subband].n_parts; i < end; ++i) {
      const BankPart *part = &bank->part[i];
      BankGroup *group = &bank->group[part->group];
      for (int k = 0; k <= SUBBAND_LAGS; ++k) {
        double *sum = &group->lag_sum[k][part->lane];
        shape->lag[subband][k] += part->power_gain * (sum[0] + sum[1]);
        sum[0] = 0.0;
        sum[1] = 0.0;
      }
    }
  }
}

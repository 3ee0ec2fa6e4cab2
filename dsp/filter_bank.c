/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/filter_bank.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

void filter_bank_clear(FilterBank *bank)
{
  for (int i = 0; i <= bank->n_halvings; ++i) {
    BankLevel *level = &bank->level[i];
    half_band_clear(&level->half_band);
    level->n_frames = 0;
    level->is_ending = false;
    level->n_waiting = 0;
    level->turn = 0;
  }
  for (int i = 0; i < bank->n_groups; ++i) {
    BankGroup *group = &bank->group[i];
    memset(group->lanes.w1, 0, sizeof group->lanes.w1);
    memset(group->lanes.w2, 0, sizeof group->lanes.w2);
    memset(group->sum, 0, sizeof group->sum);
    memset(group->lag_sum, 0, sizeof group->lag_sum);
  }
  bank->hop_ended = false;
  bank->frames_to_take = 0;
}

/* --- listening ------------------------------------------------------------------- */

/** Adds up what a group has just heard for its parts' shapes. */
static void measure_shapes(const FilterBank *bank, BankGroup *group, const LevelTask *task,
                           uint32_t n, uint32_t lag_frames)
{
  /* Aligned by hand: gcc 12.2 -O3 -march=znver3 -fstack-protector-strong else takes it for
     aligned to 32 bytes, puts it on 16, and the load faults. */
  _Alignas(32) SubbandLags lags = {{{0.0f}}};
  bank->kernels->correlate_subbands(&lags, (const float(*)[SUBBAND_LANES])task->heard, n,
                                    lag_frames);
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

/** One turn in so many does a level measure shapes, too, if it is a whole one; a turn later, if
    it may not now. */
static bool takes_shapes(BankLevel *level, uint32_t n, bool may)
{
  if (n < level->at_a_time || (level->turn == 0 && !may)) {
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
                     .heard = for_shapes ? bank->heard[halvings > 0] : NULL};
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
    measure_shapes(bank, group, task, n, level->lag_frames);
  }
}

/** All of the hop that ended has been heard at a level: another mean begins. */
static void close_hop(FilterBank *bank, BankLevel *level)
{
  for (int i = 0; i < level->n_groups; ++i) {
    BankGroup *group = first_group(bank, level) + i;
    memcpy(group->ended_sum, group->sum, sizeof group->sum);
    memset(group->sum, 0, sizeof group->sum);
  }
  level->ended_frames = level->n_frames;
  level->n_frames = 0;
  level->is_ending = false;
}

/** After a level's task was done with n frames, none of them of another hop than the first:
    adds up, lets the level's other groups hear them, and drops them. */
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
  if (level->is_ending) {
    level->n_left -= n;
    if (level->n_left == 0) {
      close_hop(bank, level);
    }
  }
}

static uint32_t least(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

/** Does a hop end before the last of the next n frames at a level? */
static bool hop_ends_within(const BankLevel *level, uint32_t n)
{
  return level->is_ending && level->n_left < n;
}

/** A level hears the first n frames of those that wait at it, and hands half as many on to
    the next, if there is one; n is even then. May it measure shapes? */
static void level_listen(FilterBank *bank, int halvings, uint32_t n, bool may_measure)
{
  BankLevel *level = &bank->level[halvings];
  while (n > 0) {
    const uint32_t some = least(n, level->at_a_time);
    const uint32_t piece = hop_ends_within(level, some) ? level->n_left : some;
    const LevelTask task = level_task(bank, halvings, takes_shapes(level, piece, may_measure));
    bank->kernels->run_subbands(&task, piece);
    level_heard(bank, halvings, piece, &task);
    n -= piece;
  }
}

/** The first level below the top that has enough to hear, or none: 0. Asked each time that
    the top listens, none falls far behind, since those below have hardly more than that to
    hear together; and never do two of them make one call dear. */
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

/** How much of it: no more than a level works on, so that no call is dear; twice as much where a
    lot waits, since a level that works on little at a time has too few turns, and at the ends of
    hops alone is it caught up with. */
static uint32_t frames_due(const BankLevel *level)
{
  const bool is_crowded = level->n_waiting >= 4 * level->at_a_time;
  return is_crowded ? 2 * level->at_a_time : level->at_a_time;
}

/** Can the first groups of both levels hear the next n frames side by side? */
static bool can_go_together(const BankLevel *top, const BankLevel *other, uint32_t n)
{
  return other->at_a_time == n && !hop_ends_within(top, n) && !hop_ends_within(other, n);
}

/** The top hears what has gathered there, and beside it the level below that is due. */
static void top_listen(FilterBank *bank)
{
  const uint32_t n = BANK_LEVEL_FRAMES;
  const int due = level_due(bank);
  BankLevel *top = &bank->level[0];
  BankLevel *other = &bank->level[due];
  if (due == 0 || !can_go_together(top, other, n)) {
    level_listen(bank, 0, n, true);
    if (due > 0) {
      level_listen(bank, due, frames_due(other), true);
    }
    return;
  }
  const LevelTask below = level_task(bank, due, takes_shapes(other, n, true));
  const LevelTask above = level_task(bank, 0, takes_shapes(top, n, !below.heard));
  bank->kernels->run_two_levels(&above, &below, n);
  level_heard(bank, 0, n, &above);
  level_heard(bank, due, n, &below);
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

/** What a frame costs at a level, in halves of the part that listens alone: a half-band filter
    takes one, a group four. */
static uint32_t frame_work(const FilterBank *bank, const BankLevel *level)
{
  if (level->n_groups == 1 && bank->group[level->first_group].lanes.is_lone) {
    return 2;
  }
  return 4 * (uint32_t)level->n_groups + 1;
}

/** Of the hop that ended, below the top: what waits, and what is still to come to each level. */
static uint32_t work_to_catch_up(const FilterBank *bank)
{
  uint32_t work = 0;
  for (int halvings = 1; halvings <= bank->n_halvings; ++halvings) {
    const BankLevel *level = &bank->level[halvings];
    work += level->is_ending ? level->n_left * frame_work(bank, level) : 0;
  }
  return work;
}

/** Frames of the hop that ended that a level can hear now. */
static uint32_t frames_to_catch_up(const BankLevel *level)
{
  return level->is_ending ? least(level->n_waiting & ~1u, level->n_left) : 0;
}

/** The level below the top where most of that work waits. */
static int busiest_level(const FilterBank *bank)
{
  int busiest = 1;
  uint32_t most = 0;
  for (int halvings = 1; halvings <= bank->n_halvings; ++halvings) {
    const BankLevel *level = &bank->level[halvings];
    const uint32_t work = frames_to_catch_up(level) * frame_work(bank, level);
    if (work > most) {
      most = work;
      busiest = halvings;
    }
  }
  return busiest;
}

/** While it is caught up with, a level measures shapes only if it has few turns else. */
static bool measures_late(const BankLevel *level)
{
  return level->at_a_time < BANK_LEVEL_FRAMES;
}

/** Hears, below the top, a part of what waits of the hop that ended, so that it is all heard when
    it is taken; in pieces that are worth starting. */
static void catch_up(FilterBank *bank)
{
  enum { LEAST_FRAMES = 16 };
  const uint32_t n_calls = 1 + bank->frames_to_take / BANK_LEVEL_FRAMES;
  uint32_t left = work_to_catch_up(bank) / n_calls;
  for (int turn = 0; turn < bank->n_halvings; ++turn) {
    const int halvings = busiest_level(bank);
    const BankLevel *level = &bank->level[halvings];
    const uint32_t work = frame_work(bank, level);
    const uint32_t may = left / work < LEAST_FRAMES ? LEAST_FRAMES : (left / work) & ~1u;
    const uint32_t n = least(frames_to_catch_up(level), may);
    level_listen(bank, halvings, n, measures_late(level));
    if (n == 0 || left <= n * work) {
      return;
    }
    left -= n * work;
  }
}

/* It catches up half-way from one turn of the top to the next: no block of so many frames or
 * fewer has both. */
void filter_bank_process(FilterBank *bank, const float *const *in, int n_channels,
                         uint32_t n_frames)
{
  enum { HALF_WAY = BANK_LEVEL_FRAMES / 2 };
  const float *right = n_channels > 1 ? in[1] : in[0];
  BankLevel *first = &bank->level[0];
  for (uint32_t done = 0; done < n_frames;) {
    const bool stops = bank->hop_ended && first->n_waiting < HALF_WAY;
    const uint32_t to = stops ? HALF_WAY : BANK_LEVEL_FRAMES;
    const uint32_t n = least(n_frames - done, to - first->n_waiting);
    append(bank, first, in[0] + done, right + done, n);
    bank->frames_to_take -= least(n, bank->frames_to_take);
    if (first->n_waiting == BANK_LEVEL_FRAMES) {
      top_listen(bank);
    } else if (stops && first->n_waiting == HALF_WAY) {
      catch_up(bank);
    }
    done += n;
  }
}

/** What is left of the hop that ended. */
static void hear_the_rest(FilterBank *bank)
{
  for (int halvings = 0; halvings <= bank->n_halvings; ++halvings) {
    const BankLevel *level = &bank->level[halvings];
    if (level->is_ending) {
      level_listen(bank, halvings, level->n_left, measures_late(level));
    }
  }
}

/* An odd last frame, where a level hands on every second one, is left to the next hop. */
void filter_bank_end_hop(FilterBank *bank, uint32_t n_frames)
{
  uint32_t n_coming = 0;
  hear_the_rest(bank); /* of a hop that nobody took */
  for (int halvings = 0; halvings <= bank->n_halvings; ++halvings) {
    BankLevel *level = &bank->level[halvings];
    const bool hands_on = halvings < bank->n_halvings;
    const uint32_t n = level->n_waiting + n_coming;
    level->n_left = hands_on ? n & ~1u : n;
    level->is_ending = true;
    if (level->n_left == 0) {
      close_hop(bank, level);
    }
    n_coming = level->n_left / 2;
  }
  bank->hop_ended = true;
  bank->frames_to_take = n_frames;
}

/* --- reading --------------------------------------------------------------------- */

void filter_bank_take_parts(FilterBank *bank, float part_energy[PART_COUNT])
{
  if (!bank->hop_ended) {
    filter_bank_end_hop(bank, 0);
  }
  hear_the_rest(bank);
  for (int i = 0; i < PART_COUNT; ++i) {
    const BankPart *part = &bank->part[i];
    const uint32_t n_frames = bank->level[part->halvings].ended_frames;
    const double *sum = &bank->group[part->group].ended_sum[part->lane];
    const double mean = n_frames > 0 ? 0.5 * (sum[0] + sum[1]) / n_frames : 0.0;
    part_energy[i] = (float)(mean * part->power_gain);
  }
  bank->hop_ended = false;
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

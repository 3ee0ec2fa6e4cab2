/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Keeps a plugin's saved state as a host does: by value, in the order of the calls.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_STATE_BAG_H
#define GENRE_EQ_TESTS_SUPPORT_STATE_BAG_H

#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  LV2_URID key;
  LV2_URID type;
  size_t size;
  char value[32768]; /**< the longest is the figures: 17 characters each */
} StateProperty;

typedef struct {
  StateProperty property[128];
  int n_properties;
} StateBag;

/** NULL if there is no such property. */
static inline StateProperty *state_bag_find(StateBag *bag, LV2_URID key)
{
  for (int i = 0; i < bag->n_properties; ++i) {
    if (bag->property[i].key == key) {
      return &bag->property[i];
    }
  }
  return NULL;
}

/** Replaces what was stored under this key. */
static inline LV2_State_Status state_bag_store(LV2_State_Handle handle, uint32_t key,
                                               const void *value, size_t size, uint32_t type,
                                               uint32_t flags)
{
  StateBag *bag = handle;
  const int capacity = sizeof bag->property / sizeof bag->property[0];
  StateProperty *property = state_bag_find(bag, key);
  if ((!property && bag->n_properties == capacity) || size > sizeof bag->property[0].value) {
    return LV2_STATE_ERR_NO_SPACE;
  }
  if (flags != (LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE)) {
    return LV2_STATE_ERR_BAD_FLAGS;
  }
  property = property ? property : &bag->property[bag->n_properties++];
  *property = (StateProperty){.key = key, .type = type, .size = size};
  memcpy(property->value, value, size);
  return LV2_STATE_SUCCESS;
}

static inline const void *state_bag_retrieve(LV2_State_Handle handle, uint32_t key, size_t *size,
                                             uint32_t *type, uint32_t *flags)
{
  const StateProperty *property = state_bag_find(handle, key);
  if (!property) {
    return NULL;
  }
  *size = property->size;
  *type = property->type;
  *flags = LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE;
  return property->value;
}

/** Retrieves as Carla 2.5 does: the size of a text is without its final NUL. Here the NUL is
    missing in memory, too. The value of the call before is gone. */
static inline const void *state_bag_retrieve_bare(LV2_State_Handle handle, uint32_t key,
                                                  size_t *size, uint32_t *type, uint32_t *flags)
{
  static char *given;
  const char *value = state_bag_retrieve(handle, key, size, type, flags);
  if (!value) {
    return NULL;
  }
  *size -= value[*size - 1] == '\0' && *size != sizeof(int32_t);
  free(given);
  given = malloc(*size + 1);
  if (given) {
    memcpy(given, value, *size);
    given[*size] = 'x';
  }
  return given;
}

static inline bool state_bag_same(const StateBag *a, const StateBag *b)
{
  bool same = a->n_properties == b->n_properties;
  for (int i = 0; same && i < a->n_properties; ++i) {
    same = a->property[i].key == b->property[i].key && a->property[i].size == b->property[i].size &&
           memcmp(a->property[i].value, b->property[i].value, a->property[i].size) == 0;
  }
  return same;
}

#endif

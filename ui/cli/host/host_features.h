/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The features that the program offers a plugin as its host: URIDs, block lengths and sample
 * rate as options, a worker, a log. The worker is that of an offline host: it does the work
 * and answers within run().
 *
 * One thread.
 */
#ifndef GENRE_EQ_UI_CLI_HOST_HOST_FEATURES_H
#define GENRE_EQ_UI_CLI_HOST_HOST_FEATURES_H

#include <stdbool.h>
#include <stdint.h>

#include <lilv/lilv.h>
#include <lv2/log/log.h>
#include <lv2/options/options.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>

/** Numbers for URIs, from 1. */
typedef struct {
  char **uri;
  uint32_t count;
  bool is_short; /**< memory was short, and a URI got 0 instead of a number; it may get one later */
  LV2_URID_Map map;
  LV2_URID_Unmap unmap;
} UridTable;

void urid_table_init(UridTable *table);
void urid_table_free(UridTable *table);
LV2_URID urid_table_map(UridTable *table, const char *uri);

/** False, with a message, if a URI could not be mapped since the last call. Without this check,
    what the URI stands for would be missing unnoticed. */
bool urid_table_was_fine(UridTable *table);

enum { HOST_FEATURE_COUNT = 6, HOST_OPTION_COUNT = 5 };

/** The features of one plugin instance. Holds pointers into itself: must not move. */
typedef struct {
  float rate_hz;
  int32_t max_block;
  int32_t min_block;
  LV2_Options_Option option[HOST_OPTION_COUNT];
  LV2_Worker_Schedule schedule;
  LV2_Log_Log log;
  const LV2_Worker_Interface *worker;
  LV2_Handle plugin;
  LV2_URID log_error, log_warning, log_note;
  int n_errors; /* that the plugin logged */
  LV2_Feature feature[HOST_FEATURE_COUNT];
  const LV2_Feature *list[HOST_FEATURE_COUNT + 1];
} HostFeatures;

/** `table` must outlive the features. */
void host_features_init(HostFeatures *features, UridTable *table, double rate_hz,
                        uint32_t max_block);

/** Gives the worker its plugin. Call after instantiation, before the first run. */
void host_features_connect(HostFeatures *features, LilvInstance *instance);

#endif

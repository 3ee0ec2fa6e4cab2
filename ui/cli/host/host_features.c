/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/host/host_features.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lv2/atom/atom.h>
#include <lv2/buf-size/buf-size.h>
#include <lv2/parameters/parameters.h>

#include "ui/cli/terminal/message.h"

/* --- URIDs -------------------------------------------------------------------- */

static LV2_URID map_uri(LV2_URID_Map_Handle handle, const char *uri)
{
  return urid_table_map((UridTable *)handle, uri);
}

static const char *unmap_urid(LV2_URID_Unmap_Handle handle, LV2_URID urid)
{
  const UridTable *table = (const UridTable *)handle;
  return urid > 0 && urid <= table->count ? table->uri[urid - 1] : NULL;
}

void urid_table_init(UridTable *table)
{
  *table = (UridTable){.uri = NULL};
  table->map = (LV2_URID_Map){table, map_uri};
  table->unmap = (LV2_URID_Unmap){table, unmap_urid};
}

void urid_table_free(UridTable *table)
{
  for (uint32_t i = 0; i < table->count; ++i) {
    free(table->uri[i]);
  }
  free(table->uri);
}

LV2_URID urid_table_map(UridTable *table, const char *uri)
{
  for (uint32_t i = 0; i < table->count; ++i) {
    if (strcmp(table->uri[i], uri) == 0) {
      return i + 1;
    }
  }
  char **grown = realloc(table->uri, (table->count + 1) * sizeof *grown);
  table->uri = grown ? grown : table->uri;
  char *copy = grown ? strdup(uri) : NULL;
  if (!copy) {
    table->is_short = true;
    return 0;
  }
  table->uri[table->count++] = copy;
  return table->count;
}

bool urid_table_was_fine(UridTable *table)
{
  const bool was_fine = !table->is_short;
  if (!was_fine) {
    message_error("memory", "not enough; close other programs");
  }
  table->is_short = false;
  return was_fine;
}

/* --- worker ------------------------------------------------------------------- */

static LV2_Worker_Status respond(LV2_Worker_Respond_Handle handle, uint32_t size, const void *data)
{
  const HostFeatures *features = (const HostFeatures *)handle;
  return features->worker->work_response(features->plugin, size, data);
}

static LV2_Worker_Status schedule_work(LV2_Worker_Schedule_Handle handle, uint32_t size,
                                       const void *data)
{
  HostFeatures *features = (HostFeatures *)handle;
  if (!features->worker) {
    return LV2_WORKER_ERR_UNKNOWN;
  }
  return features->worker->work(features->plugin, respond, features, size, data);
}

void host_features_connect(HostFeatures *features, LilvInstance *instance)
{
  features->plugin = lilv_instance_get_handle(instance);
  features->worker = (const LV2_Worker_Interface *)lilv_instance_get_extension_data(
      instance, LV2_WORKER__interface);
}

/* --- log ---------------------------------------------------------------------- */

enum { LOG_LINE_BYTES = 2048 };

static int log_text(LV2_Log_Handle handle, LV2_URID type, const char *format, va_list values)
{
  HostFeatures *features = (HostFeatures *)handle;
  const bool is_error = type == features->log_error;
  if (!is_error && type != features->log_warning && type != features->log_note) {
    return 0;
  }
  char line[LOG_LINE_BYTES];
  const int length = vsnprintf(line, sizeof line, format, values);
  const size_t end = strlen(line);
  if (end > 0 && line[end - 1] == '\n') {
    line[end - 1] = '\0';
  }
  if (is_error) {
    ++features->n_errors;
    message_error("plugin", "%s", line);
  } else {
    message_warning("plugin", "%s", line);
  }
  return length;
}

static int log_line(LV2_Log_Handle handle, LV2_URID type, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static int log_line(LV2_Log_Handle handle, LV2_URID type, const char *format, ...)
{
  va_list values;
  va_start(values, format);
  const int written = log_text(handle, type, format, values);
  va_end(values);
  return written;
}

/* --- all together --------------------------------------------------------------- */

static LV2_Options_Option option(UridTable *table, const char *key, const char *type,
                                 const void *value)
{
  return (LV2_Options_Option){.context = LV2_OPTIONS_INSTANCE,
                              .key = urid_table_map(table, key),
                              .size = sizeof(int32_t), /* a float is as long */
                              .type = urid_table_map(table, type),
                              .value = value};
}

void host_features_init(HostFeatures *features, UridTable *table, double rate_hz,
                        uint32_t max_block)
{
  *features = (HostFeatures){.rate_hz = (float)rate_hz, .max_block = (int32_t)max_block};
  features->log_error = urid_table_map(table, LV2_LOG__Error);
  features->log_warning = urid_table_map(table, LV2_LOG__Warning);
  features->log_note = urid_table_map(table, LV2_LOG__Note);
  features->schedule = (LV2_Worker_Schedule){features, schedule_work};
  features->log = (LV2_Log_Log){features, log_line, log_text};

  features->option[0] =
      option(table, LV2_BUF_SIZE__minBlockLength, LV2_ATOM__Int, &features->min_block);
  features->option[1] =
      option(table, LV2_BUF_SIZE__maxBlockLength, LV2_ATOM__Int, &features->max_block);
  features->option[2] =
      option(table, LV2_BUF_SIZE__nominalBlockLength, LV2_ATOM__Int, &features->max_block);
  features->option[3] =
      option(table, LV2_PARAMETERS__sampleRate, LV2_ATOM__Float, &features->rate_hz);
  features->option[4] = (LV2_Options_Option){.context = LV2_OPTIONS_INSTANCE}; /* ends the list */

  const LV2_Feature all[HOST_FEATURE_COUNT] = {
      {LV2_URID__map, &table->map},
      {LV2_URID__unmap, &table->unmap},
      {LV2_OPTIONS__options, features->option},
      {LV2_BUF_SIZE__boundedBlockLength, NULL},
      {LV2_WORKER__schedule, &features->schedule},
      {LV2_LOG__log, &features->log},
  };
  memcpy(features->feature, all, sizeof all);
  for (int i = 0; i < HOST_FEATURE_COUNT; ++i) {
    features->list[i] = &features->feature[i];
  }
}

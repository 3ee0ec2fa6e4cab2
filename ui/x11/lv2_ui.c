/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The LV2 UI: connects host features, ports and the idle call with the window. Every feature
 * is optional. Without ui:parent the window is a top-level window. Without urid:map there
 * are knobs but no picture of the sound. All calls come from the host's UI thread.
 */
#include <lv2/atom/atom.h>
#include <lv2/core/lv2.h>
#include <lv2/options/options.h>
#include <lv2/ui/ui.h>
#include <lv2/urid/urid.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "plugin/patch.h"
#include "plugin/report_atom.h"
#include "ui/x11/look.h"
#include "ui/x11/saved_size.h"
#include "ui/x11/view.h"
#include "ui/x11/window.h"

typedef struct {
  View view;
  Theme theme;
  ViewWindow *window;
  LV2UI_Write_Function write;
  LV2UI_Controller controller;
  const LV2UI_Touch *touch;
  const LV2UI_Resize *resize;
  int n_channels;
  bool has_urids;
  LV2_URID event_transfer;
  ReportUrids urids;
  PatchUrids patch_urids;
  bool note_is_asked_for;
  Report report;
} Ui;

/* --- features ------------------------------------------------------------------------ */

static const void *find_feature(const LV2_Feature *const *features, const char *uri)
{
  for (; features && *features; ++features) {
    if ((*features)->URI && strcmp((*features)->URI, uri) == 0) {
      return (*features)->data;
    }
  }
  return NULL;
}

typedef struct {
  double scale; /**< 0: not said */
  HostColors colors;
} HostOptions;

static void read_option(HostOptions *options, const LV2_Options_Option *option, LV2_URID_Map *map)
{
  if (!option->value) {
    return;
  }
  const LV2_URID scale = map->map(map->handle, LV2_UI__scaleFactor);
  const LV2_URID background = map->map(map->handle, LV2_UI__backgroundColor);
  const LV2_URID foreground = map->map(map->handle, LV2_UI__foregroundColor);
  const LV2_URID type_float = map->map(map->handle, LV2_ATOM__Float);
  if (option->key == scale && option->type == type_float && option->size == sizeof(float)) {
    const float value = *(const float *)option->value;
    options->scale = value >= 0.5f && value <= 8.0f ? (double)value : 0.0;
  } else if (option->key == background && option->size == sizeof(uint32_t)) {
    options->colors.has_background = true;
    options->colors.background = *(const uint32_t *)option->value;
  } else if (option->key == foreground && option->size == sizeof(uint32_t)) {
    options->colors.has_foreground = true;
    options->colors.foreground = *(const uint32_t *)option->value;
  }
}

static HostOptions read_options(const LV2_Feature *const *features, LV2_URID_Map *map)
{
  HostOptions options = {.scale = 0.0};
  const LV2_Options_Option *option = find_feature(features, LV2_OPTIONS__options);
  if (map && option) {
    for (; option->key || option->value; ++option) {
      read_option(&options, option, map);
    }
  }
  return options;
}

/* --- from the window to the host ---------------------------------------------------------- */

static void write_control(void *host, Control control, float value)
{
  Ui *ui = host;
  if (ui->write) {
    ui->write(ui->controller, PORT_CONTROLS(ui->n_channels) + (uint32_t)control, sizeof value, 0,
              &value);
  }
}

static void touch_control(void *host, Control control, bool grabbed)
{
  Ui *ui = host;
  if (ui->touch && ui->touch->touch) {
    ui->touch->touch(ui->touch->handle, PORT_CONTROLS(ui->n_channels) + (uint32_t)control, grabbed);
  }
}

/* A host that embeds the window must make room, and then resizes the window. */
static void want_size(void *host, int width, int height)
{
  Ui *ui = host;
  if (ui->resize && ui->resize->ui_resize) {
    ui->resize->ui_resize(ui->resize->handle, width, height);
  }
  if (ui->window) {
    window_resize(ui->window, width, height);
  }
}

/* Sets the window's note, or (NULL) asks for it. */
static void send_note(Ui *ui, const char *text)
{
  union {
    LV2_Atom_Sequence sequence;
    char bytes[WINDOW_NOTE_BYTES + 256];
  } room = {.sequence = {.atom = {sizeof(LV2_Atom_Sequence_Body), ui->urids.atom_Sequence}}};
  const LV2_Atom_Event *event = (const LV2_Atom_Event *)(&room.sequence.body + 1);
  if (ui->write && ui->has_urids &&
      patch_write(&ui->patch_urids, ui->patch_urids.window_note, text, &room.sequence,
                  sizeof room - sizeof room.sequence.atom)) {
    ui->write(ui->controller, PORT_EVENTS_IN(ui->n_channels),
              (uint32_t)sizeof event->body + event->body.size, ui->event_transfer, &event->body);
  }
}

static void send_new_note(Ui *ui)
{
  if (ui->view.note_is_new && ui->view.dragged == WIDGET_NONE) {
    char note[WINDOW_NOTE_BYTES];
    view_write_note(&ui->view, note);
    ui->view.note_is_new = false;
    send_note(ui, note);
  }
}

/* --- the LV2 UI's functions ------------------------------------------------------------------ */

static void map_urids(Ui *ui, LV2_URID_Map *map)
{
  if (map) {
    ui->has_urids = true;
    ui->event_transfer = map->map(map->handle, LV2_ATOM__eventTransfer);
    report_urids_map(&ui->urids, map);
    patch_urids_map(&ui->patch_urids, map);
  }
}

static LV2UI_Handle instantiate(const LV2UI_Descriptor *descriptor, const char *plugin_uri,
                                const char *bundle_path, LV2UI_Write_Function write,
                                LV2UI_Controller controller, LV2UI_Widget *widget,
                                const LV2_Feature *const *features)
{
  (void)descriptor;
  (void)bundle_path;
  const int n_channels = strcmp(plugin_uri, GENRE_EQ_URI_STEREO) == 0 ? 2
                         : strcmp(plugin_uri, GENRE_EQ_URI_MONO) == 0 ? 1
                                                                      : 0;
  Ui *ui = n_channels > 0 ? calloc(1, sizeof *ui) : NULL;
  if (!ui) {
    return NULL;
  }
  LV2_URID_Map *map = (LV2_URID_Map *)find_feature(features, LV2_URID__map);
  const HostOptions options = read_options(features, map);
  const DisplayInfo display = window_display();
  ui->n_channels = n_channels;
  ui->write = write;
  ui->controller = controller;
  ui->touch = find_feature(features, LV2_UI__touch);
  ui->resize = find_feature(features, LV2_UI__resize);
  ui->theme = look_for(&options.colors);
  map_urids(ui, map);
  view_init(&ui->view, (ViewOutlet){write_control, touch_control, want_size, NULL, ui},
            options.scale > 0.0 ? options.scale : display.scale);
  view_set_screen(&ui->view, display.width, display.height);
  saved_size_restore(&ui->view);
  ui->window = window_open(&ui->view, &ui->theme,
                           (unsigned long)(uintptr_t)find_feature(features, LV2_UI__parent));
  if (!ui->window) {
    free(ui);
    return NULL;
  }
  want_size(ui, ui->view.layout.width, ui->view.layout.height);
  if (widget) {
    *widget = (LV2UI_Widget)(uintptr_t)window_id(ui->window); /* NOLINT: an X11 window's number */
  }
  return ui;
}

static void cleanup(LV2UI_Handle handle)
{
  Ui *ui = handle;
  view_finish(&ui->view);
  send_new_note(ui);
  saved_size_keep(&ui->view);
  window_close(ui->window);
  free(ui);
}

static void read_atom(Ui *ui, const LV2_Atom *atom)
{
  PatchMessages messages = {.profile = {.is_set = false}};
  if (report_atom_read(&ui->urids, atom, &ui->report)) {
    view_report(&ui->view, &ui->report);
    return;
  }
  patch_read_atom(&ui->patch_urids, atom, 0, &messages);
  if (messages.window_note.is_set) {
    view_read_note(&ui->view, messages.window_note.text);
  }
}

static void port_event(LV2UI_Handle handle, uint32_t port, uint32_t size, uint32_t format,
                       const void *buffer)
{
  Ui *ui = handle;
  if (!buffer) {
    return;
  }
  const uint32_t first = PORT_CONTROLS(ui->n_channels);
  if (format == 0 && size == sizeof(float) && port >= first && port - first < CONTROL_COUNT) {
    view_port(&ui->view, (Control)(port - first), *(const float *)buffer);
  } else if (ui->has_urids && format == ui->event_transfer &&
             port == PORT_EVENTS_OUT(ui->n_channels)) {
    const LV2_Atom *atom = buffer;
    if (size >= sizeof *atom && size - sizeof *atom >= atom->size) {
      read_atom(ui, atom);
    }
  }
}

static int idle(LV2UI_Handle handle)
{
  Ui *ui = handle;
  if (!ui->note_is_asked_for) { /* not before the host has the instance */
    ui->note_is_asked_for = true;
    send_note(ui, NULL);
  }
  const bool is_open = window_idle(ui->window);
  send_new_note(ui);
  return is_open ? 0 : 1;
}

static int resize_window(LV2UI_Feature_Handle handle, int width, int height)
{
  Ui *ui = handle;
  window_resize(ui->window, width, height);
  return 0;
}

/* For hosts that do not embed, such as jalv -s: shows the top-level window. */
static int show(LV2UI_Handle handle)
{
  Ui *ui = handle;
  window_show(ui->window, true);
  return 0;
}

static int hide(LV2UI_Handle handle)
{
  Ui *ui = handle;
  window_show(ui->window, false);
  return 0;
}

static const void *extension_data(const char *uri)
{
  static const LV2UI_Show_Interface show_interface = {show, hide};
  static const LV2UI_Idle_Interface idle_interface = {idle};
  static const LV2UI_Resize resize_interface = {NULL, resize_window};
  if (strcmp(uri, LV2_UI__idleInterface) == 0) {
    return &idle_interface;
  }
  if (strcmp(uri, LV2_UI__showInterface) == 0) {
    return &show_interface;
  }
  return strcmp(uri, LV2_UI__resize) == 0 ? &resize_interface : NULL;
}

LV2_SYMBOL_EXPORT const LV2UI_Descriptor *lv2ui_descriptor(uint32_t index)
{
  static const LV2UI_Descriptor descriptor = {GENRE_EQ_UI_URI, instantiate, cleanup, port_event,
                                              extension_data};
  return index == 0 ? &descriptor : NULL;
}

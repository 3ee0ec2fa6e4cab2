/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of view.h: the menu of genres.
 */
#include "ui/x11/view.h"

/* The own profile is the last item. */
static int n_items(const View *view)
{
  return view->offers_own ? GENRE_CHOICES : GENRE_CHOICES - 1;
}

static float value_of(int item)
{
  int count;
  return (float)control_points(KIND_GENRE_CHOICE, &count)[item].value;
}

void view_hide_own(View *view)
{
  view->offers_own = false;
  view_resize(view, view->layout.width, view->layout.height);
}

void view_fit_menu(View *view)
{
  Layout *layout = &view->layout;
  for (int item = n_items(view); item < GENRE_CHOICES; ++item) {
    layout->menu.height -= layout->menu_item[item].height;
    layout->menu_item[item] = (Rect){.width = 0.0};
  }
}

float view_offered(const View *view, Control control, float value)
{
  const bool is_hidden =
      control == CONTROL_GENRE && value == (float)GENRE_VALUE_OWN && !view->offers_own;
  return is_hidden ? value_of(n_items(view) - 1) : value;
}

void view_open_menu(View *view)
{
  view->menu_open = true;
  view->menu_item = control_nearest_point(KIND_GENRE_CHOICE, view->now.value[CONTROL_GENRE]);
  view->dirty |= REGION_ALL;
}

void view_close_menu(View *view)
{
  if (view->menu_open) {
    view->menu_open = false;
    view->dirty |= REGION_ALL;
  }
}

int view_menu_item_at(const View *view, double x, double y)
{
  for (int item = 0; item < GENRE_CHOICES; ++item) {
    if (rect_holds(&view->layout.menu_item[item], x, y)) {
      return item;
    }
  }
  return -1;
}

void view_choose(View *view, int item)
{
  view_close_menu(view);
  view_set(view, CONTROL_GENRE, value_of(item));
}

bool view_menu_key(View *view, Key key)
{
  int item = view->menu_item;
  switch (key) {
  case KEY_UP:
    item = item > 0 ? item - 1 : 0;
    break;
  case KEY_DOWN:
    item = item + 1 < n_items(view) ? item + 1 : item;
    break;
  case KEY_HOME:
  case KEY_PAGE_UP:
    item = 0;
    break;
  case KEY_END:
  case KEY_PAGE_DOWN:
    item = n_items(view) - 1;
    break;
  case KEY_ENTER:
  case KEY_SPACE:
    view_choose(view, item);
    return true;
  case KEY_ESCAPE:
    view_close_menu(view);
    return true;
  default:
    view_close_menu(view);
    return false;
  }
  view->menu_item = item;
  view->dirty |= REGION_ALL;
  return true;
}

/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Tells the view what pointer and keyboard do.
 */
#include <X11/Xutil.h>
#include <X11/keysym.h>

#include "ui/x11/window_internal.h"

static bool is_fine(unsigned state)
{
  return (state & (ShiftMask | ControlMask)) != 0;
}

/* So that Tab is heard; what is not for the window goes on to the host. */
static void take_keyboard(ViewWindow *window, Time time)
{
  XID focus = None;
  int revert;
  XGetInputFocus(window->display, &focus, &revert);
  window->host_focus = focus != window->id ? focus : window->host_focus;
  XSetInputFocus(window->display, window->id, RevertToParent, time);
}

/* A toolkit may heed no key that is sent on to it while its window has not the keyboard. */
static void give_keyboard_back(ViewWindow *window, Time time)
{
  if (window->host_focus != None) {
    const XID to = window->host_focus == PointerRoot ? window->parent : window->host_focus;
    XSetInputFocus(window->display, to, RevertToParent, time);
    window->host_focus = None;
  }
}

static void on_button(ViewWindow *window, const XButtonEvent *event)
{
  View *view = window->view;
  const bool fine = is_fine(event->state);
  switch (event->button) {
  case Button1:
    take_keyboard(window, event->time);
    view_pointer(view, event->x, event->y, fine);
    view_press(view, event->x, event->y, (uint32_t)event->time);
    break;
  case Button4:
  case Button5:
    view_wheel(view, event->x, event->y, event->button == Button4 ? 1.0 : -1.0, fine);
    break;
  default:
    break;
  }
}

static Key key_of(KeySym symbol, unsigned state)
{
  if (state & ControlMask) {
    const bool shift = (state & ShiftMask) != 0;
    switch (symbol) {
    case XK_z:
    case XK_Z:
      return shift ? KEY_REDO : KEY_UNDO;
    case XK_y:
    case XK_Y:
      return KEY_REDO;
    case XK_plus:
    case XK_equal:
    case XK_KP_Add:
      return KEY_ZOOM_IN;
    case XK_minus:
    case XK_KP_Subtract:
      return KEY_ZOOM_OUT;
    case XK_0:
    case XK_KP_0:
      return KEY_ZOOM_RESET;
    case XK_o:
    case XK_O:
      return KEY_CHOOSE;
    case XK_s:
    case XK_S:
      return KEY_SAVE;
    default:
      break;
    }
  }
  switch (symbol) {
  case XK_Tab:
  case XK_KP_Tab:
    return state & ShiftMask ? KEY_BACK_TAB : KEY_TAB;
  case XK_ISO_Left_Tab:
    return KEY_BACK_TAB;
  case XK_Left:
  case XK_KP_Left:
    return KEY_LEFT;
  case XK_Right:
  case XK_KP_Right:
    return KEY_RIGHT;
  case XK_Up:
  case XK_KP_Up:
    return KEY_UP;
  case XK_Down:
  case XK_KP_Down:
    return KEY_DOWN;
  case XK_Page_Up:
  case XK_KP_Page_Up:
    return KEY_PAGE_UP;
  case XK_Page_Down:
  case XK_KP_Page_Down:
    return KEY_PAGE_DOWN;
  case XK_Home:
  case XK_KP_Home:
    return KEY_HOME;
  case XK_End:
  case XK_KP_End:
    return KEY_END;
  case XK_Return:
  case XK_KP_Enter:
    return KEY_ENTER;
  case XK_space:
    return KEY_SPACE;
  case XK_Escape:
    return KEY_ESCAPE;
  case XK_BackSpace:
    return KEY_BACKSPACE;
  case XK_Delete:
  case XK_KP_Delete:
    return KEY_DELETE;
  default:
    return KEY_NONE;
  }
}

/* X hands a key to nobody but the window that has the focus: the host gets its own from us. */
static void pass_on(const ViewWindow *window, const XKeyEvent *event)
{
  XEvent passed = {.xkey = *event};
  passed.xkey.window = window->parent;
  passed.xkey.subwindow = None;
  if (window->parent) {
    XSendEvent(window->display, window->parent, True,
               event->type == KeyPress ? KeyPressMask : KeyReleaseMask, &passed);
  }
}

static void on_key_release(ViewWindow *window, const XKeyEvent *event)
{
  bool *is_ours = &window->key_is_ours[event->keycode & 0xffu];
  window->released.keycode = event->keycode;
  window->released.time = event->time;
  window->released.was_ours = *is_ours;
  if (!*is_ours) {
    pass_on(window, event);
  }
  *is_ours = false;
}

/* A held key repeats: it is released and pressed at the same time. Held, these keys do nothing
 * more: a switch would go on and off, and the host would get the rest of an Escape. */
static bool is_held(const ViewWindow *window, const XKeyEvent *event, Key key)
{
  return (key == KEY_ENTER || key == KEY_SPACE || key == KEY_ESCAPE) &&
         event->keycode == window->released.keycode && event->time == window->released.time &&
         !window->view->typing;
}

static void on_key(ViewWindow *window, XKeyEvent *event)
{
  char text[8] = "";
  KeySym symbol = NoSymbol;
  const int length = XLookupString(event, text, sizeof text - 1, &symbol, NULL);
  Key key = key_of(symbol, event->state);
  if (key == KEY_NONE && length == 1 && text[0] > ' ' && text[0] < 0x7f &&
      !(event->state & (ControlMask | Mod1Mask | Mod4Mask))) {
    key = KEY_TEXT;
  }
  /* Who types a value and presses Ctrl+V must not paste into the host's song. */
  const bool edits = window->view->typing && (event->state & ControlMask) && symbol > XK_space &&
                     symbol <= XK_asciitilde;
  const bool used = key == KEY_NONE ? edits
                    : is_held(window, event, key)
                        ? window->released.was_ours
                        : view_key(window->view, key, text[0], is_fine(event->state));
  window->key_is_ours[event->keycode & 0xffu] = used;
  if (!used) {
    pass_on(window, event);
  }
  const View *view = window->view;
  const bool needs_more = view->focus_shown || view->typing || view->menu_open ||
                          view->explain_open || symbol == XK_Shift_L || symbol == XK_Shift_R;
  if (window->parent && (!used || key == KEY_ESCAPE) && !needs_more) {
    give_keyboard_back(window, event->time);
  }
}

/* Of the motions that wait, only the last one counts. */
static void on_motion(ViewWindow *window, XEvent *event)
{
  XEvent next;
  while (XEventsQueued(window->display, QueuedAlready) > 0) {
    XPeekEvent(window->display, &next);
    if (next.type != MotionNotify || next.xmotion.state != event->xmotion.state) {
      break;
    }
    XNextEvent(window->display, event);
  }
  if (!(event->xmotion.state & Button1Mask)) {
    view_release(window->view); /* it was let go while the window was hidden */
  }
  view_pointer(window->view, event->xmotion.x, event->xmotion.y, is_fine(event->xmotion.state));
}

void window_event(ViewWindow *window, XEvent *event)
{
  switch (event->type) {
  case Expose:
    window->exposed = REGION_ALL;
    break;
  case ConfigureNotify:
    if (event->xconfigure.width != window->view->layout.width ||
        event->xconfigure.height != window->view->layout.height) {
      view_resize(window->view, event->xconfigure.width, event->xconfigure.height);
    }
    break;
  case MotionNotify:
    on_motion(window, event);
    break;
  case LeaveNotify:
    view_leave(window->view);
    break;
  case ButtonPress:
    on_button(window, &event->xbutton);
    break;
  case ButtonRelease:
    if (event->xbutton.button == Button1) {
      view_release(window->view);
    }
    break;
  case KeyPress:
    on_key(window, &event->xkey);
    break;
  case KeyRelease:
    on_key_release(window, &event->xkey);
    break;
  case FocusOut: /* not where a grab begins or ends, as for a key of the desktop */
    if (event->xfocus.mode != NotifyGrab && event->xfocus.mode != NotifyUngrab) {
      view_end_typing(window->view, true);
    }
    break;
  case MappingNotify:
    XRefreshKeyboardMapping(&event->xmapping);
    break;
  case DestroyNotify:
    window->gone |= event->xdestroywindow.window == window->id;
    break;
  case ClientMessage:
    if (!drop_message(&window->drop, &event->xclient)) {
      window->gone |= event->xclient.message_type == window->protocols &&
                      (Atom)event->xclient.data.l[0] == window->delete_message;
    }
    break;
  case SelectionNotify:
    drop_data(&window->drop, &event->xselection);
    break;
  default:
    break;
  }
}

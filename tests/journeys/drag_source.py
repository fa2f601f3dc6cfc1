"""A small window that holds one file, to be dragged from it onto another window.

    drag_source.py FILE X Y

Ends when the file has been let go: with 0 where the other side took it, else with 1.
"""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

FILE = pathlib.Path(sys.argv[1]).absolute().as_uri()
outcome = {"asked_for": False, "refused": False}


def hand_over(_widget, _context, data, _info, _time):
    outcome["asked_for"] = True
    data.set_uris([FILE])


def refused(_widget, _context, reason):
    outcome["refused"] = True
    print("refused:", reason.value_nick, flush=True)
    return True


def let_go(_widget, _context):
    print("let go:", outcome, flush=True)
    Gtk.main_quit()


window = Gtk.Window(title="Drag source")
window.set_decorated(False)
window.set_keep_above(True)
window.set_default_size(90, 60)
window.move(int(sys.argv[2]), int(sys.argv[3]))

handle = Gtk.EventBox()
handle.add(Gtk.Label(label="file"))
handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
handle.drag_source_add_uri_targets()
handle.connect("drag-data-get", hand_over)
handle.connect("drag-failed", refused)
handle.connect("drag-end", let_go)
window.add(handle)
window.connect("destroy", Gtk.main_quit)
window.show_all()
Gtk.main()
sys.exit(0 if outcome["asked_for"] and not outcome["refused"] else 1)

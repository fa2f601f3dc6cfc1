"""A window of its own for the rehearsals: it takes a file and asks where to save one.

Prints what was dropped on it, opens the desktop's save dialog, and prints the path.
"""

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402


def dropped(_widget, context, _x, _y, data, _info, time):
    print("dropped", *data.get_uris(), flush=True)
    Gtk.drag_finish(context, True, False, time)
    dialog = Gtk.FileChooserNative.new("Save File", window, Gtk.FileChooserAction.SAVE, None, None)
    if dialog.run() == Gtk.ResponseType.ACCEPT:
        print("saved", dialog.get_filename(), flush=True)


window = Gtk.Window(title="Rehearsal")
window.set_default_size(1280, 800)
window.drag_dest_set(Gtk.DestDefaults.ALL, [], Gdk.DragAction.COPY)
window.drag_dest_add_uri_targets()
window.connect("drag-data-received", dropped)
window.connect("destroy", Gtk.main_quit)
window.show_all()
Gtk.main()

"""The window itself: menus, toolbar, centre, status bar, toasts."""

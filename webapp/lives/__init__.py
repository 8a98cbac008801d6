"""What a life was bound to: its years in their time, its places, and the pages of those who shared them."""

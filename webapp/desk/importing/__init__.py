"""Tables of corrections from elsewhere, looked through line by line before they are taken in."""

"""Network addresses, as far as they tell one household from another."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address


def household(address: str) -> str:
    """What all addresses of one household have in common: of IPv6 the network, of others the address itself."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(IPv6Address(int(known) >> 64 << 64))
    return str(known)

"""The key that snapshots are signed with (Ed25519, RFC 8032), and the signatures themselves."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from archive.errors import BohaiError, InputError
from archive.folder import DataFolder
from archive.writing import make_once


def signing_key(folder: DataFolder) -> Ed25519PrivateKey:
    """The key of an archive, made if there is none yet; raises BohaiError if it cannot be read or kept."""
    place = folder.signing_key
    try:
        if not place.exists():
            make_once(place, _pem(Ed25519PrivateKey.generate()))
        key = serialization.load_pem_private_key(place.read_bytes(), password=None)
    except OSError as problem:
        raise BohaiError(
            f"the key that signs snapshots cannot be kept ({problem.strerror})",
            where=str(place),
            remedy="see that you may read and write the data folder",
        ) from problem
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise _no_key(place) from problem
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(place)
    return key


def public_pem(key: Ed25519PublicKey) -> bytes:
    """The public key as a PEM file, as openssl reads it."""
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def public_key(pem: bytes, where: str) -> Ed25519PublicKey:
    """The public key of a PEM file; raises InputError if it holds none."""
    try:
        key = serialization.load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise InputError(
            "it holds no public key of a snapshot", where=where, remedy="name the manifest.pub of a snapshot you trust"
        )
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """A short name for a key, for people to compare: the first 16 digits of the SHA-256 of its 32 bytes."""
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:16]


def is_signed(key: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    """Whether `signature` was made of `data` with the private half of `key`."""
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def _pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _no_key(place: Path) -> BohaiError:
    return BohaiError(
        "it is no key that signs snapshots",
        where=str(place),
        remedy="put back the one you kept, or move it away for a new one to be made",
    )

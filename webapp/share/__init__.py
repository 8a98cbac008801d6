"""What is taken along from a person's page: a QR code, a card for other sites, a certificate to frame."""

from webapp.share.installing import install

__all__ = ["install"]

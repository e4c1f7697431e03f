"""What may be read. The piles with answers are in a module of their own, for answering and publishing alone."""

from portal.blocks.models import piles
from portal.blocks.models.published import Block, Figure, Release, Texts

__all__ = ["Block", "Figure", "Release", "Texts", "piles"]

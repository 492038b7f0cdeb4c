"""Notices and screens, and the outbox that carries them: nobody is told anything but through a row of it."""

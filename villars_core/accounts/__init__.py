"""Who is who: accounts, invitations, linked chats, secrets, lock-out, roles; and by which way a notice reaches a person."""

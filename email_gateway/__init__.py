"""The e-mail door: what arrives in the office's mailbox becomes messages for the desk, what the house says becomes mail."""

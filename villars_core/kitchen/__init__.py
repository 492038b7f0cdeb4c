"""How many meals are cooked where: counted at the cut-off, frozen, sent, and every change after it told."""

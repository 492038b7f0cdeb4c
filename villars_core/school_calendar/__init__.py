"""The school years, holidays, public holidays and closures that say on which days an activity exists."""

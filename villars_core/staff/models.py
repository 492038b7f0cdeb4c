"""What ran by itself, for which day: a job of a business day runs once."""

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import Base
from villars_core.storage.types import UtcDateTime


class TimerRun(Base):
    """A timer of one business day (Europe/Paris): the row and what the timer did commit together."""

    __tablename__ = "timer_run"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    ran_at: Mapped[datetime] = mapped_column(UtcDateTime)

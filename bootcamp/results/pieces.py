"""What came of it, on the homes of a school and of a board."""

from typing import Any

from bootcamp.home import register
from bootcamp.home.register import Mine, Page
from bootcamp.results import board_sheets, sheets, years


@register.piece("bootcamp/results/_on_school.html", on=Page.SCHOOL)
def of_school(mine: Mine) -> dict[str, Any] | None:
    if len(mine.schools) != 1:
        return None
    (school,) = mine.schools.values()
    sheet = sheets.of(school, today=mine.today)
    return None if sheet.is_empty else {"sheet": sheet}


@register.piece("bootcamp/results/_on_board.html", on=Page.BOARD)
def of_board(mine: Mine) -> dict[str, Any] | None:
    board = mine.user.board
    if board is None:
        return None
    return {"sheet": board_sheets.of(board, year=years.year_of(mine.today), today=mine.today)}

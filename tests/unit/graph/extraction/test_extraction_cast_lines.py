"""A cast in lines of its own, and in a table."""

import pytest

BODY = "A long night, and what came after it, for all of those who had to wait for the morning."
ROLES = [("Al Pacino", "Vincent Hanna"), ("Robert De Niro", "Neil McCauley")]


def cast(told):
    return [(role.actor.name, role.character) for role in told.movie("actor")]


@pytest.mark.parametrize("format", ["markdown", "text"])
@pytest.mark.parametrize(
    "lines",
    [
        "Cast: Al Pacino ... Vincent Hanna\nRobert De Niro ... Neil McCauley",
        "**Cast:**  \nAl Pacino ... Vincent Hanna  \nRobert De Niro … Neil McCauley",
        "Al Pacino .... Vincent Hanna\nRobert De Niro .... Neil McCauley",
        "- Al Pacino as Vincent Hanna\n- **Robert De Niro** as Neil McCauley, a thief",
        "Cast:\n- Al Pacino as Vincent Hanna\n- Robert De Niro (Neil McCauley)",
        "## Cast\n\nAl Pacino as Vincent Hanna\nRobert De Niro as Neil McCauley",
    ],
)
def test_a_role_in_each_line(tell, lines, format):
    told = tell(f"{lines}\n\n{BODY}", {"film": "Heat"}, format=format)
    assert cast(told) == ROLES
    assert "Pacino" not in told.body


@pytest.mark.parametrize(
    "head", ["| Role | Actor |", "| **Character** | Played by |", "Figur | Darsteller"]
)
@pytest.mark.parametrize("format", ["markdown", "text"])
def test_a_table(tell, head, format):
    rows = "| Vincent Hanna | Al Pacino |\n| Neil McCauley | Robert De Niro |"
    told = tell(f"{head}\n|---|---|\n{rows}\n\n{BODY}", {"film": "Heat"}, format=format)
    assert cast(told) == ROLES
    assert told.body == BODY


def test_a_table_with_the_actors_first(tell):
    rows = "| Actor | Role | Note |\n|---|---|---|\n| Al Pacino | Hanna | good |\n| Cher | | |"
    told = tell(f"{rows}\n\n{BODY}", {"film": "Heat"})
    assert cast(told) == [("Al Pacino", "Hanna"), ("Cher", "")]


def test_bars_within_the_cells_of_a_table(tell):
    rows = "| Actor | Role |\n|---|---|\n| [[Pacino|Al Pacino]] | Hanna |\n| Cher | A \\| B |"
    told = tell(f"{rows}\n\n{BODY}", {"film": "Heat"})
    assert [role for _, role in cast(told)] == ["Hanna", "A | B"]


@pytest.mark.parametrize(
    "lines",
    [
        "| Actor | Oscars |\n|---|---|\n| Al Pacino | One |",
        "Watch Al Pacino ... Vincent Hanna\nSee Robert De Niro ... Neil McCauley",
        "My dream cast:\nAl Pacino ... Vincent Hanna\nRobert De Niro ... Neil McCauley",
        "Al Pacino ... Vincent Hanna",
    ],
)
def test_other_lines(tell, lines):
    assert cast(tell(f"{BODY}\n\n{lines}\n\n{BODY}", {"film": "Heat"})) == []

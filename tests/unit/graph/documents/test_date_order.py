from io import BytesIO

import pytest

from graph.documents.date_order import find_day_first
from graph.extraction import extract


@pytest.mark.parametrize(
    ("cells", "day_first"),
    [
        (b"a,3/4/2012\n", None),
        (b"a,3/4/2012\nb,3/14/2012\n", False),
        (b"a,14.3.2012\nb,3.4.2012\n", True),
        (b"a,14/3/2012\nb,3/14/2012\n", None),
        (b"a,99/3/2012\n", None),
        (b'a,"we saw it on 3/14/2012, late"\n', None),
        (b"a,2012-03-14\n", None),
    ],
)
def test_a_day_beyond_the_twelfth_betrays_the_order(cells, day_first):
    stream = BytesIO(b"Title,Date\n" + cells)
    assert find_day_first(stream) is day_first
    assert stream.tell() == 0


def published(document):
    return [str(c.value) for c in extract(document).review if c.property == "datePublished"]


@pytest.mark.parametrize(
    ("rows", "dates"),
    [
        ("tt0113277,8,3/4/2012\ntt0113278,7,3/14/2012\n", ["2012-03-04", "2012-03-14"]),
        ("tt0113277,8,3/4/2012\ntt0113278,7,14/3/2012\n", ["2012-04-03", "2012-03-14"]),
        ("tt0113277,8,3/4/2012\ntt0113278,7,5/6/2012\n", []),
        ("tt0113277,8,2012-03-04\ntt0113278,7,2012-03-14\n", ["2012-03-04", "2012-03-14"]),
    ],
)
def test_the_whole_column_decides_how_a_date_is_read(read_bytes, rows, dates):
    found = read_bytes(f"Const,Your Rating,Date Rated\n{rows}".encode(), "ratings.csv")
    assert [date for document in found for date in published(document)] == dates


OLD = (
    '"position","const","created","modified","description","Title","Title type","Directors",'
    '"You rated","IMDb Rating","Runtime (mins)","Year","Genres","Num. Votes",'
    '"Release Date (month/day/year)","URL"\n'
    '"1","tt0211915","Sat Apr 18 00:00:00 2015","","","Am\xe9lie","Feature Film",'
    '"Jean-Pierre Jeunet","9","8.3","122","2001","comedy, romance","600000","2001-04-25",'
    '"http://www.imdb.com/title/tt0211915/"\n'
    '"2","tt0705261","Fri Apr  3 00:00:00 2015","","","A Show: An Hour","TV Episode",'
    '"","8","8.0","55","2006","drama","10","2006-04-23","http://www.imdb.com/title/tt0705261/"\n'
)


def test_imdb_exports_of_old_are_read(read_bytes):
    film, episode = read_bytes(OLD.encode("cp1252"), "ratings.csv")
    found = extract(film)
    said = {c.property: c.value for c in (*found.movie, *found.review)}
    assert said["name"].value == "Amélie"
    rating = said["reviewRating"]
    assert (str(rating.value), str(rating.worst), str(rating.best)) == ("9", "1", "10")
    assert published(film) == ["2015-04-18"]
    assert "television" in extract(episode).skip

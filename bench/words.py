"""Words and sentences for invented reviews: varied, harmless, and the same for the same chance."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN_NAMES = _words(
    """Ada Adrian Agnes Aldo Alma Ambrose Anouk Anselm Ariadne Arvid Astrid Aurel Basil Beatrix
    Benedikt Birgit Bruno Camille Carlotta Caspar Cecily Clemens Conrad Cordula Dagny Dario Delphine
    Dorian Edda Edmund Eileen Elias Elvira Emil Enzo Ernestine Esther Eugenia Fabian Felicity Fiona
    Florian Frida Gaspard Gerda Gideon Greta Gustav Hanneke Hedwig Hector Helga Hilda Horace Ida
    Ignacio Ilse Imogen Ines Ingrid Isidor Ivo Jadwiga Jarmila Jerome Joaquin Jolanda Josephine
    Judith Julius Kamil Karin Katarina Kenji Klara Konstantin Lars Leander Leonie Lidia Linnea
    Lorenzo Lucinda Ludvig Magda Malte Marguerite Marit Matteo Maud Mercedes Mikael Minna Moritz
    Nadia Naoko Nestor Nicolette Norbert Odette Olaf Olympia Oskar Ottilie Pascal Petra Philippa
    Quentin Ramona Raoul Regina Roland Rosalind Rupert Sabine Selma Severin Sigrid Simone Solveig
    Stellan Sunniva Sylvester Tamara Tancred Teresa Thea Tobias Ulrika Ursula Valentin Vera Viggo
    Violet Walburga Wanda Wendel Wilhelmina Xaver Yolanda Yves Zdenka Zelda Zoltan"""
)

FAMILY_NAMES = _words(
    """Abendroth Ackerley Alvarado Amundsen Ashdown Aumont Bagnall Balthasar Barrow Bellweather
    Bergmann Bexley Birkeland Blackthorn Bonnard Bramwell Brennecke Calloway Cardamone Castellan
    Chevalier Cobbold Coverdale Czerny Dalgaard Darling Delacroix Dunmore Eastlake Ebersbach Ekdal
    Ellingham Esterhazy Fairweather Falkenrath Fennimore Ferrante Fjeldstad Fontaine Gallagher
    Garrick Gillespie Goldwater Grimaldi Gyllenborg Haddock Halvorsen Harkness Heimdal Hollister
    Hornby Ibarra Inglewood Ivarsson Jardine Jelinek Juarez Kastner Kettering Kirkegaard Kowalczyk
    Lambrecht Langstaff Larkspur Lindqvist Lockhart Lovelace Macready Malmberg Marchetti Maybury
    Merriweather Moncrieff Montague Nakamura Nettleship Nightingale Norrland Oakshott Obermeier
    Olander Ostrander Paxton Pellegrino Pemberton Pettigrew Ponsonby Quigley Quistgaard Rackham
    Ravenscroft Reinhold Ridgeway Rosenkrantz Rutherford Salazar Sandoval Saxby Schoenfeld Sedgwick
    Severini Silverthorn Skarbek Sorensen Stanhope Sundqvist Tallis Tannhauser Thackeray Thornbury
    Tillotson Trelawney Umber Underhill Valdemar Vanderbeek Villanueva Wainwright Waldgrave
    Westergaard Whitlock Winterbourne Wolverton Yarrow Yelland Zahradnik Zimmerli"""
)

PLACES = _words(
    """Aldermere Ambleford Arnholt Bellacosta Blackwater Brindisholm Calverton Candlewick Corrigan
    Dunmarrow Eastmarch Elverum Fairhaven Fontrieu Glasswater Grimsdale Halcyon Harrowgate Ilmenau
    Inverlyon Karlshavn Kestrel Larkhill Lindenau Lowestone Marisol Merrow Monteverde Nordmoor
    Northwick Oakenfall Ostermark Palomar Pinewood Quillon Ravensburgh Redmarsh Rosmarin Saltmarsh
    Sanderling Santaluz Silverlake Stillwater Thornmoor Tidewater Ulverston Valmont Verenheim
    Westerly Wexcombe Whitemoor Winterhaven Yarmond Zollern"""
)

ADJECTIVES = _words(
    """abandoned amber ancient autumn bitter borrowed bright broken brittle burning careful careless
    clumsy cold common crooked cruel crystal dark daring distant double drowsy dull early eager
    elegant empty endless even faithful familiar fearless final flat foolish forgotten fragile
    frozen generous gentle gloomy golden grave grey hasty hidden hollow honest hungry idle
    innocent jealous last late lazy lean light little lonely long loose loud lucky mild modest
    naked narrow nervous new noble odd open pale patient perfect plain polite private proud pure
    quiet rare ready restless rough sacred savage scarlet secret serious shallow sharp short
    shy silent silver simple sleepless slow small sober soft solemn sour stale steady stern
    strange stubborn sudden sweet tender thin tidy timid tired true uneasy vain velvet violent
    warm weary wild winter wise wooden yellow young"""
)

NOUNS = _words(
    """accident actor afternoon alley anger answer apartment argument arrival audience autumn back
    balcony bargain beach bell birthday border bottle bridge brother builder butcher camera candle
    captain carpet carriage castle ceiling chair chance chapel child choice city clock coat colour
    comedy confession corner corridor country courage cousin crime crowd curtain dancer daughter
    dawn debt departure desert detective dinner doctor door doubt dream driver dust edge empire
    engine error evening evidence eye face factory family farmer father fever field fire flight
    flower forest friend frontier game garden gesture ghost glance glass grief guest gunman hand
    harbour heart hero history holiday honour hope horizon horse hotel hour house hunger hunter
    husband image inheritance island jealousy joke journey judge kitchen knife ladder lamp landlord
    landscape laughter lawyer letter lie light lighthouse line lodger lover luck machine marriage
    memory mercy message minute mirror mistake moment money moon morning mother mountain murder
    music mystery name neighbour night noise note novel ocean office orchard orchestra painter
    passenger pause piano picture pilot plot pocket poet policeman portrait prayer price prison
    promise proof quarrel question railway rain reason regret rhythm river road robbery room rumour
    sailor scene school score script sea season servant shadow shame shelter ship shot sigh silence
    sister sky smile snow soldier song sorrow staircase star station stone storm story stranger
    street summer surgeon surprise table tailor teacher tenderness theatre thief thunder ticket
    tower town trade train traitor treasure trial trick truth tunnel uncle valley verdict village
    violin visitor voice waiter wall war water weather wedding widow wife wind window winter witness
    wolf woman word world wound writer year"""
)

VERBS = _words(
    """accepts admires answers believes betrays blames borrows breaks builds buries carries catches
    challenges changes chooses circles conceals corrects counts crosses defends delays deserves
    discovers doubts endures escapes explains follows forgets forgives frames frightens gathers
    guards haunts hides ignores imitates inherits interrupts invites keeps leaves loses loves
    measures misses mistrusts mourns needs notices obeys observes opens paints postpones praises
    promises protects questions reaches refuses remembers repairs repeats resists reveals ruins
    saves sells shares shows softens solves spoils steals studies suspects teaches tests trusts
    understands visits watches welcomes wins"""
)

ADVERBS = _words(
    """almost always badly barely boldly bravely calmly carefully cheaply cheerfully clearly coldly
    cunningly eagerly easily finally gently gladly gravely hardly honestly kindly lazily loudly
    merely mildly nearly neatly never often openly oddly plainly politely proudly quickly quietly
    rarely sadly seldom sharply shyly silently simply slowly softly sometimes soon stubbornly
    suddenly tenderly truly twice usually vaguely warmly wearily wisely"""
)

_THE = ("the", "the", "the", "the", "a", "a", "its", "this", "that", "one of the", "all of the")
_LINKS = ("and", "but", "while", "because", "until", "although", "so that", "as if", "before")
_IN = ("in", "behind", "beyond", "near", "under", "after", "without", "against", "beside")

_OPENINGS = ("there is", "there was", "I missed", "I liked", "we see")
_WHO = ("nothing", "everything", "nobody", "somebody")
_PLAIN = (_THE, NOUNS, VERBS, _THE, NOUNS)
_PLACE = (_IN, _THE, ADJECTIVES, NOUNS)

SENTENCES: tuple[tuple[Sequence[str], ...], ...] = (
    (_THE, ADJECTIVES, NOUNS, VERBS, _THE, NOUNS, *_PLACE),
    (_THE, NOUNS, ADVERBS, VERBS, _THE, ADJECTIVES, NOUNS, _LINKS, *_PLAIN),
    (*_PLACE, _THE, NOUNS, ADVERBS, VERBS, _THE, NOUNS),
    (_WHO, ADVERBS, VERBS, _THE, ADJECTIVES, NOUNS),
    (_OPENINGS, _THE, ADJECTIVES, NOUNS, _LINKS, *_PLAIN, *_PLACE),
    (*_PLAIN, _LINKS, _THE, ADJECTIVES, NOUNS, ADVERBS, VERBS, _THE, NOUNS, _LINKS, *_PLAIN),
)
"""Each sentence is made of one word from each of its lists."""


def sentence(chance: Random) -> str:
    """One sentence, with its capital and its full stop."""
    draw = chance.random
    lists = SENTENCES[int(draw() * len(SENTENCES))]
    text = " ".join([words[int(draw() * len(words))] for words in lists])
    return f"{text[0].upper()}{text[1:]}."


def prose(chance: Random, length: int, given: Sequence[str] = ()) -> str:
    """About so many characters in paragraphs; the `given` sentences stand among the others."""
    sentences, size = list(given), sum(map(len, given))
    while size < length:
        sentences.append(sentence(chance))
        size += len(sentences[-1]) + 1
    chance.shuffle(sentences)
    starts = range(0, len(sentences), 6)
    return "\n\n".join(" ".join(sentences[start : start + 6]) for start in starts)

"""First names, in the languages that reviews are read in: what tells a person from a film's title
in brackets. The commonest of film credits, as `fold` has them; no list is whole, so nothing is
denied for want of a name in it.
"""

from __future__ import annotations

from graph.values.folding import fold

GIVEN_NAMES = frozenset(
    """
    aamir aaron abbie abby abigail adam adele adrian adriana adrien agata agnes ahmed aidan ailton
    aki aishwarya aitana ajay akira akshay al alain alan alba albert alberto aldis aldo alec
    alejandra alejandro aleksandr alessandra alessandro alex alexander alexandra alexandre alexis
    alfie alfonso alfred alfredo ali alia alice alicia alison allison alvaro amanda amber amelia
    amitabh amr amy ana anais anamaria anders andre andrea andreas andrei andrew andy angel angela
    angelina angelo angourie anita anja ann anna annabelle anne annette anthony antoine anton
    antonio anupam anushka anya aoi aretha ari armie armin arnold arthur asa asghar ashley ashton
    astrid aubrey audrey august austin ava ayelet ayushmann aziz barbara barkhad barry beanie
    beatrice beatriz belen bella ben benedict benicio benny benjamin benno benoit berenice bernard
    bernardo bernd bette betty bianca bibi bill billie billy birgitte birol bjorn blake blanca
    blanche bob bobby boyd brad bradley brendan brett brian brie bruce bruna bruno bryan bryce caio
    caleb callum cameron camila camille candela candice carey carl carla carlo carlos carmen carol
    carole carolina caroline carrie cary casey cate catherine caua cecilia celine chadwick channing
    charlene charles charlie charlize charlotte chiara chishu chiwetel chloe chow chris christian
    christina christine christoph christophe christopher chuck cillian claire clara clare clark
    claude claudia claudio clint clive colin connie conrad constance corey corinna courtney cristian
    cristina curtis cynthia daisy dakota damian damien dan danai dane daniel daniela daniele
    danielle danny dany dario darren dave daveed david dawn dean debbie debora deborah dee deepika
    della delroy demi demian denis denise dennis denzel derek dermot dev devon diana diane dianne
    dick didier diego dira dirk dolores domhnall dominic dominik dominique don donald donna dorothy
    doug douglas drew drica dustin dwayne dylan ed eddie edgar edie edith eduardo edvin edward edwin
    eiza elena eli elias elijah elio elisabeth elizabeth ella elle ellen elliot elliott elsa elsie
    elyas emerald emi emil emile emilia emilio emily emma emmanuelle emory eric erica erik erin
    ernest esai essie esther ethan etienne eugene eugenio eva evan eve ewan ezra fabian fabio
    fabrice fabrizio famke faye federico felicity felix fernanda fernando finn fiona fisher florence
    forest fran frances francesca francesco francis francisco franck francois francoise frank franka
    franz fred freddie frederic freida freya gabriel gabriela gabriella gad gael gal gary gaten
    geena gemma gene genevieve geoffrey george georgia gerald gerard germain gero giancarlo
    gillian ginnifer giovanna giovanni giulia giuseppe glen glenda glenn gloria goldie gong goran
    grace greer greg gregory greta gretchen gugu guillaume guillermo gunnar gunnel gus gustavo guy
    gwendoline gwyneth hailee hal halle hank hannah hannelore hans hark harriet harris harrison
    harry haruka harvey hasan hayley heath heather hector heidi heike heino heinz helen helena
    helene helga henrik henry herbert hermila hiam hideo hilary hiroshi holly hope howard hrithik
    hugh hugo hume humphrey hunter iain ian idris ignacio imelda imogen ines ingeborg ingrid inma
    irandhir irene irina iris irrfan isabel isabela isabella isabelle isla issa issey isuzu ivan
    jack jacki jackie jacob jacqueline jacques jada jaime jake jamel james jamie jan jane janet
    jared jasmine jason javier jay jayne jean jeff jeffrey jella jemaine jen jennifer jenny jeremiah
    jeremy jerome jerry jerzy jesse jessica jessie jesuita jet jharrel jill jim jimmy jo joachim
    joan joanna joao joaquin jodie joe joel joey johan johanna john johnny jon jonah jonas jonathan
    jordan jordi jorge jose joseph josephine josh joshua josiane joss jovan joy juan judd jude judi
    judith judy julia julian juliana julianne juliano julie julien juliet juliette julio julius
    jurgen justin kad kaitlyn kajol kal kaley kangana kareena karen karidja karin karl karla
    karoline kat kate katharina katharine katherine kathleen kathryn kathy katie katja kazuo keanu
    keegan keeley keira keith kelly kelvin ken kenji kenneth keri kerry kevin kieran kiernan kim
    kirin kirk kirsten kit klaus kodi koji konstantin kristen kristin kristofer kristoffer krystyna
    ksenia kumail kurt kyle lacey lakeith lambert lana lance lara larry lars lashana laura lauren
    laurence laurent laurie lazaro lea leandra leandro lee leila lena leo leon leonardo leonor
    leslie leticia letitia levi lewis liam liev lilly lily linda lindsay lionel lisa liv logan lois
    lola lorenzo lorraine lou louane louis louise luana luc luca lucas lucia luciana luciano lucie
    lucy ludivine luis luisa lukas luke lupita luther lydia lynn machiko mads maggie mahershala
    maisie makoto malcolm malu mandy manuel manuela marc marcel marcello marcelo marcia marco marcos
    margaret margarita margherita margo margot maria mariana maribel marie marieme marilyn marina
    mario marion marisa mark marlee marlene marlon marta martha martin martina martine mary masahiro
    mason massimo matheus mathias mathieu mathilde matt matteo matthew matthias maude maureen
    maurice max maya mckenna meg megan mel melanie melissa mena mercedes meryl mia micaela michael
    michaela michel michele michelle mickey miguel mikael mika mike mila miles milla millie milo
    milos mindy minnie miranda mireille mirjana moe moira molly monica monika montgomery morgan
    moritz moses murilo murray myrna nadia nadine najwa nanako nancy nanda nanni naomi naomie
    naseeruddin nastassja natalia natalie natasha nathalie nathan nawazuddin ned neil nell nelson
    neve nia niamh nichelle nicholas nick nico nicola nicolas nicole niels nigel nikolaj nina nino
    noah noel noemi noemie noni noomi nora norma norman octavia odessa oleg olga oliver olivia
    olivier ollie olympia om omar oprah orlando ornella orson oscar otavio otto owen pablo paddy pam
    pamela paola paolo parker pascal patrice patricia patrick patti patton paul paula paulina
    pauline paulo paz pedro peggy penelope pernilla peter phil philip philippe phoebe phyllis pierce
    pierfrancesco pierre pilar pilou pio piper poppy priyanka quim quvenzhane rachel radha radu
    rafael rafe rajkummar ralph ramon ranbir randall rani ranveer raoul raphael raul ray raymond
    rebecca rebel reda reese regina remy renate rene renee reynaldo rhys ricardo riccardo richard
    rick ricky ridley rinko rip rita riz roald rob robbie robert roberta roberto robin roddy rodrigo
    roger roland romain roman romy ron ronald rooney rosa rosalind rosamund rosanna rosario roschdy
    rose rosemary rosie ross rowan roy ruben rufus rupert russell rutger ruth ryan ryo sabine sacha
    sadie sakura saleh sally salma salman salvador sam samantha samara sammi samuel sanaa sandra
    sandrine sandy saoirse sara sarah sasha satoshi scarlett scott sean sebastian selena selma
    selton senta serena sergei sergio seth setsuko shabana shailene shane shannon sharlto sharon
    shawn sheila shelley shelly shirley shota shraddha sibel sidney sidse sienna sigourney silvia
    silvio simon simone simu siobhan sissy skeet sofia soledad sonam sonia sonja sonny sonya sophia
    sophie spencer spike stacey stacy stan stanley stefan stefano stella stellan stephanie stephen
    sterling steve steven stockard storm stuart sue sunny susan susanne sushant suzanne sven swann
    sydney sylvester sylvia sylvie taapsee tabu tadanobu tahar taika tais takashi takeshi tales
    talia tamara tara taron tatiana tatsuya taylor tea ted teresa terrence terry tessa thandie
    thandiwe thelma theo theodore theresa thierry thomas thomasin thora tiffany til tilda tim
    timothee timothy tina tippi tobey tobias tobin toby todd tom tomasz tommy toni tonico tony
    toshiro tracy travis trevor trine trini ty tyler tyne tyrese tyrone ulrich ulrike uma ursula uwe
    valentina valeria valerie valerio van vanessa vera veronica vicky victor victoria vidya viggo
    vijay vin vince vincent ving vinicius viola virginia virginie vittorio viveca vivien vlad
    vladimir wagner wallace walter wanda warren warwick wayne wendy wentworth werner wes wesley
    whitney whoopi wilford wilhelm will willem william wilmer winona winston wolfgang wood woody
    wyatt xavier yahya yalitza yann yasujiro yosuke yousra yuki yutaka yvan yves yvonne zac zach
    zachary zasu zbigniew zendaya zeze zhang ziyi zoe zoey zooey
    """.split()  # noqa: SIM905
)

FAMILY_TOO = frozenset(
    """
    clark curtis dean douglas harris howard kelly lee lewis martin mason morgan murray nelson norman
    parker pierce ray ross russell scott spencer stuart taylor thomas wallace warren wayne
    """.split()  # noqa: SIM905
)
"""Of these first names such as are family names as often."""


def is_given(word: str) -> bool:
    """Whether a word is a first name, be it part of a double one.

    >>> is_given("José"), is_given("Ana-Lucía"), is_given("Jurassic")
    (True, True, False)
    """
    return fold(word).partition(" ")[0] in GIVEN_NAMES

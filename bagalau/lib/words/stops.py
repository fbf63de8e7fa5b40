"""Words so frequent that they tell nothing: not asked for, not shown as alike. One list a language."""

from __future__ import annotations

ENGLISH = frozenset(
    "a about above after again against all also although am among an and any are as at be because been before being "
    "below between both but by can could did do does doing done down during each either else etc few for from "
    "further had has have having he her here hers him his how however i if in into is it its itself just may me "
    "might more most much must my neither no nor not of off on once one only onto or other our out over own per "
    "shall she should since so some such than that the their them then there these they this those through thus to "
    "too under until up upon us very via was we well were what when where whether which while who whom whose why "
    "will with within without would yet you your".split()
)
RUSSIAN = frozenset(
    "а без более бы был была были было быть в вам вас ведь весь во вот все всего всей всем всех вы где да даже для "
    "до его ее ей ему если есть еще же за здесь и из или им ими их к как какой ко когда кто ли лишь между меня мне "
    "может можно мы на над надо нас наш не него нее ней нем несмотря нет ни них но о об однако он она они оно от "
    "очень по под после потому почти при про с свой свою своих себя сейчас со так также такая такие такого такой "
    "там те тем теми то того тоже той только том тот тому ту у уже хотя чего чей чем через что чтобы чье эта эти "
    "этим этих это этого этой этом этот эту я является являются который которая которое которые которых которой "
    "котором которому которым".split()
)
KAZAKH = frozenset(
    "ал ала алу алып арқылы бар барлық барысында басқа бен беру бері бірақ бірге бір бірі біз біздің болады болатын "
    "болған болды болу болып бойынша бола бұл бүкіл да де дейін деп дегенмен еді екен емес ең енді ете етілген ету "
    "етіп және жоқ жөнінде жүзеге қарай қатысты кейін кез келген көп көптеген мен мұнда мұндай не немесе ол олар "
    "олардың оның осы осындай өз өзінің өте пен сияқты сол сондай соңғы сонымен та те тек тиіс туралы тұр үшін әр "
    "әрбір яғни".split()
)
STOPS = {"en": ENGLISH, "ru": RUSSIAN, "kk": KAZAKH}
ALL = ENGLISH | RUSSIAN | KAZAKH

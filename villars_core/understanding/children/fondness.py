"""The names of fondness by which French parents tell their children: « mes zouaves », « ma puce »."""

from villars_core.understanding.language.text import word_set

# Those of the first list tell children whosever they are, the others only one's own.
KIDS = word_set(
    "loulous loulouttes louloutes loustics zouaves inseparables gamins gamines gosses bambins bambines bambinos momes mioches"
    " minots pitchouns pitchounes pitchounets marmots moutards chenapans garnements kids rejetons lardons moussaillons gones"
    " fistons tiots minus marmailles"
)
PETS = KIDS | word_set(
    "monstres diables diablotins canailles fripouilles coquins coquines lutins pirates titis poulbots morveux bouts poussins"
    " canards crevettes puces pupuces ouistitis terreurs tresors amours cheris cheries anges angelots bouchons crapauds crapules"
    " asticots marmottes nains droles bichons loups louveteaux choux choupinous choupinettes choupettes choupis doudous lapins"
    " lapinous chatons chats biquets biquettes minettes princes princesses poulettes poupees bebes babies energumenes phenomenes"
    " numeros heros heroines petiots petiotes poules nenettes cocos cocottes grenouilles sauterelles microbes clowns chouchous"
    " mouflets mouflettes merveilles fauves bestioles brigands bandits gaillards gaillardes ados adolescents adolescentes ecoliers"
    " ecolieres eleves bonshommes"
)
# One of these: "mon zouave".
KID = frozenset(word.removesuffix("s") for word in KIDS if word.endswith("s"))
PET = frozenset(word.removesuffix("s") for word in PETS if word.endswith("s"))

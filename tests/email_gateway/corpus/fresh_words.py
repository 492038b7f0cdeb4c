"""What parents wrote in the fresh replies."""

ONE = "Bonjour,\nSofia sera malade mardi, on garde lundi et jeudi.\nMerci d'avance\nKarim Haddad"
TWO = "Je ne comprends pas les 5 heures de garderie : Jules n'y est allé que 2 fois !\nLe mardi 10 il était chez sa grand-mère."
THREE = "oui pour le 1\npour le 2 c'est son oncle, Paul Giraud"
FOUR = "Le certificat arrive demain, le médecin n'a pas pu nous recevoir avant."
FIVE = "ok merci, et du coup pouvez vous ajouter le vendredi 4 aussi ? Bonne journée"
SIX = "Bonjour Madame,\n\nOn paye par chèque cette fois-ci. À qui faut-il l'adresser ?\n\nBien à vous,\nAmélie Roche"
SEVEN = "Jade : retour mardi\nTheo : retour jeudi\n\nmerci"
EIGHT = "1"
NINE = (
    "Bonjour\nA partir de janvier, Sofia mangera :\n- lundi\n- jeudi\nEt plus le mardi. "
    "Est-ce que c'est possible de le faire jusqu'à juin ?\n\nCordialement"
)
MOVED = (
    "Bonjour\nNous avons déménagé, voici la nouvelle adresse :\nNadia et Paul Giraud\n8 chemin des Vignes\n42390 VILLARS\n"
    "06 45 46 47 48\nMerci de noter"
)
WROTE = (
    "Le 12 novembre j'ai écrit à la mairie à ce sujet, et on m'a répondu le 15 : « pas de souci ».\nJe ne comprends donc pas cette facture."
)
FORMAL = (
    "Madame, Monsieur,\n\nPar la présente je vous informe que ma fille Jade LEFORT (CE1, école du Parc) sera absente du lundi "
    "30 novembre au\nvendredi 4 décembre inclus.\n\nJe vous prie d'agréer, Madame, Monsieur, mes salutations distinguées.\n\n"
    "Thomas LEFORT"
)

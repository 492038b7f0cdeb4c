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

"""How people are called who are plainly samples, in several scripts: the name, and its Latin form."""

NAMES = [
    ("Sample Officer {}", ""),
    ("Échantillon d’Agent {}", ""),
    ("Образец Сотрудник {}", "Obrazets Sotrudnik {}"),
    ("Δείγμα Υπάλληλος {}", "Deigma Ypallilos {}"),
    ("عينة موظف {}", "Ayyina Muwazzaf {}"),
    ("नमूना अधिकारी {}", "Namuna Adhikari {}"),
    ("ตัวอย่าง เจ้าหน้าที่ {}", "Tua-yang Chao-nathi {}"),
]

"""The words of the register's verdicts in the six languages of the United Nations.

They stand beside each other whatever the language of the page: whoever holds the paper finds one's own.
"""

LANGUAGES = {"en": "ltr", "fr": "ltr", "es": "ltr", "ru": "ltr", "ar": "rtl", "zh-Hans": "ltr"}

# In the order of LANGUAGES.
_WORDS = {
    "valid": ("Valid", "Valable", "Válido", "Действителен", "سارية المفعول", "有效"),
    "expired": ("Expired", "Expiré", "Caducado", "Срок истёк", "منتهية الصلاحية", "已过期"),
    "superseded": ("Superseded", "Remplacé", "Sustituido", "Заменён", "مستبدلة", "已被取代"),
    "suspended": ("Suspended", "Suspendu", "Suspendido", "Приостановлен", "معلّقة", "已暂停"),
    "revoked": ("Revoked", "Révoqué", "Revocado", "Отозван", "ملغاة", "已撤销"),
    "unknown": (
        "Not in the register",
        "Absent du registre",
        "No figura en el registro",
        "Нет в реестре",
        "غير مدرجة في السجل",
        "不在登记册中",
    ),
    "altered": ("Altered", "Modifié", "Alterado", "Изменён", "معدّل", "已被改动"),
    "foreign": (
        "Not of this register",
        "Pas de ce registre",
        "No es de este registro",
        "Не из этого реестра",
        "ليس من هذا السجل",
        "非本登记册文件",
    ),
}

# The sign of each: a round seal holds, a square waits, a triangle warns, an octagon stops.
SIGNS = {
    "valid": "ok",
    "expired": "idle",
    "superseded": "warn",
    "suspended": "warn",
    "revoked": "bad",
    "unknown": "bad",
    "altered": "bad",
    "foreign": "bad",
}


def in_other_languages(verdict, language):
    """The word of a verdict in each of the six but that of the page: (language, direction, word)."""
    return [
        (other, direction, word)
        for (other, direction), word in zip(LANGUAGES.items(), _WORDS[verdict], strict=True)
        if other.partition("-")[0] != language.partition("-")[0]
    ]

### Labels of unit codes [UN/ECE Recommendation 20 and 21, BT-130], short, as they stand after a
### quantity. The key is the code in small letters; a code that is missing here shows itself.

## Time

unit-sec = s
unit-min = min
unit-hur = { $count ->
    [one] Stunde
   *[other] Stunden
}
unit-lh = { $count ->
    [one] Arbeitsstunde
   *[other] Arbeitsstunden
}
unit-day = { $count ->
    [one] Tag
   *[other] Tage
}
unit-e49 = { $count ->
    [one] Arbeitstag
   *[other] Arbeitstage
}
unit-wee = { $count ->
    [one] Woche
   *[other] Wochen
}
unit-mon = { $count ->
    [one] Monat
   *[other] Monate
}
unit-qan = { $count ->
    [one] Quartal
   *[other] Quartale
}
unit-ann = { $count ->
    [one] Jahr
   *[other] Jahre
}

## Energy and data

unit-whr = Wh
unit-kwh = kWh
unit-mwh = MWh
unit-kwt = kW
unit-4l = MB
unit-e34 = GB

## Length, area, volume, mass

unit-mmt = mm
unit-cmt = cm
unit-mtr = m
unit-ktm = km
unit-kmt = km
unit-mtk = m²
unit-mlt = ml
unit-ltr = l
unit-mtq = m³
unit-grm = g
unit-kgm = kg
unit-tne = t

## Counted things; C62 “one” and ZZ “mutually defined” need no word

unit-c62 = { "" }
unit-zz = { "" }
unit-ea = Stk.
unit-h87 = Stk.
unit-nar = Artikel
unit-xpp = Stk.
unit-pr = Paar
unit-set = { $count ->
    [one] Satz
   *[other] Sätze
}
unit-dzn = Dutzend
unit-ie = { $count ->
    [one] Person
   *[other] Personen
}
unit-act = { $count ->
    [one] Vorgang
   *[other] Vorgänge
}
unit-e48 = { $count ->
    [one] Leistung
   *[other] Leistungen
}
unit-ls = pauschal
unit-p1 = %

## Packages

unit-xbo = { $count ->
    [one] Flasche
   *[other] Flaschen
}
unit-xbx = { $count ->
    [one] Schachtel
   *[other] Schachteln
}
unit-xct = { $count ->
    [one] Karton
   *[other] Kartons
}
unit-xpk = { $count ->
    [one] Paket
   *[other] Pakete
}
unit-xpx = { $count ->
    [one] Palette
   *[other] Paletten
}

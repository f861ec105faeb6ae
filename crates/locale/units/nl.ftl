### Labels of unit codes [UN/ECE Recommendation 20 and 21, BT-130], short, as they stand after a
### quantity. The key is the code in small letters; a code that is missing here shows itself.

## Time

unit-sec = s
unit-min = min
unit-hur = uur
unit-lh = { $count ->
    [one] arbeidsuur
   *[other] arbeidsuren
}
unit-day = { $count ->
    [one] dag
   *[other] dagen
}
unit-e49 = { $count ->
    [one] werkdag
   *[other] werkdagen
}
unit-wee = { $count ->
    [one] week
   *[other] weken
}
unit-mon = { $count ->
    [one] maand
   *[other] maanden
}
unit-qan = { $count ->
    [one] kwartaal
   *[other] kwartalen
}
unit-ann = jaar

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
unit-ea = st.
unit-h87 = st.
unit-nar = { $count ->
    [one] artikel
   *[other] artikelen
}
unit-xpp = st.
unit-pr = paar
unit-set = { $count ->
    [one] set
   *[other] sets
}
unit-dzn = dozijn
unit-ie = { $count ->
    [one] persoon
   *[other] personen
}
unit-act = { $count ->
    [one] activiteit
   *[other] activiteiten
}
unit-e48 = { $count ->
    [one] dienst
   *[other] diensten
}
unit-ls = vast bedrag
unit-p1 = %

## Packages

unit-xbo = { $count ->
    [one] fles
   *[other] flessen
}
unit-xbx = { $count ->
    [one] doos
   *[other] dozen
}
unit-xct = { $count ->
    [one] karton
   *[other] kartons
}
unit-xpk = { $count ->
    [one] pak
   *[other] pakken
}
unit-xpx = { $count ->
    [one] pallet
   *[other] pallets
}

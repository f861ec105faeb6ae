### Labels of unit codes [UN/ECE Recommendation 20 and 21, BT-130], short, as they stand after a
### quantity. The key is the code in small letters; a code that is missing here shows itself.

## Time

unit-sec = s
unit-min = min
unit-hur = { $count ->
    [one] timme
   *[other] timmar
}
unit-lh = { $count ->
    [one] arbetstimme
   *[other] arbetstimmar
}
unit-day = { $count ->
    [one] dag
   *[other] dagar
}
unit-e49 = { $count ->
    [one] arbetsdag
   *[other] arbetsdagar
}
unit-wee = { $count ->
    [one] vecka
   *[other] veckor
}
unit-mon = { $count ->
    [one] månad
   *[other] månader
}
unit-qan = kvartal
unit-ann = år

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
unit-ea = st
unit-h87 = st
unit-nar = { $count ->
    [one] artikel
   *[other] artiklar
}
unit-xpp = st
unit-pr = par
unit-set = { $count ->
    [one] sats
   *[other] satser
}
unit-dzn = dussin
unit-ie = { $count ->
    [one] person
   *[other] personer
}
unit-act = { $count ->
    [one] aktivitet
   *[other] aktiviteter
}
unit-e48 = { $count ->
    [one] tjänst
   *[other] tjänster
}
unit-ls = klumpsumma
unit-p1 = %

## Packages

unit-xbo = { $count ->
    [one] flaska
   *[other] flaskor
}
unit-xbx = { $count ->
    [one] låda
   *[other] lådor
}
unit-xct = { $count ->
    [one] kartong
   *[other] kartonger
}
unit-xpk = paket
unit-xpx = { $count ->
    [one] pall
   *[other] pallar
}

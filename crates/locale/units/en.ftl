### Labels of unit codes [UN/ECE Recommendation 20 and 21, BT-130], short, as they stand after a
### quantity. The key is the code in small letters; a code that is missing here shows itself.

## Time

unit-sec = s
unit-min = min
unit-hur = { $count ->
    [one] hour
   *[other] hours
}
unit-lh = { $count ->
    [one] labour hour
   *[other] labour hours
}
unit-day = { $count ->
    [one] day
   *[other] days
}
unit-e49 = { $count ->
    [one] working day
   *[other] working days
}
unit-wee = { $count ->
    [one] week
   *[other] weeks
}
unit-mon = { $count ->
    [one] month
   *[other] months
}
unit-qan = { $count ->
    [one] quarter
   *[other] quarters
}
unit-ann = { $count ->
    [one] year
   *[other] years
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
unit-ea = { $count ->
    [one] pc
   *[other] pcs
}
unit-h87 = { $count ->
    [one] pc
   *[other] pcs
}
unit-nar = { $count ->
    [one] article
   *[other] articles
}
unit-xpp = { $count ->
    [one] pc
   *[other] pcs
}
unit-pr = { $count ->
    [one] pair
   *[other] pairs
}
unit-set = { $count ->
    [one] set
   *[other] sets
}
unit-dzn = dozen
unit-ie = { $count ->
    [one] person
   *[other] people
}
unit-act = { $count ->
    [one] activity
   *[other] activities
}
unit-e48 = { $count ->
    [one] service
   *[other] services
}
unit-ls = lump sum
unit-p1 = %

## Packages

unit-xbo = { $count ->
    [one] bottle
   *[other] bottles
}
unit-xbx = { $count ->
    [one] box
   *[other] boxes
}
unit-xct = { $count ->
    [one] carton
   *[other] cartons
}
unit-xpk = { $count ->
    [one] package
   *[other] packages
}
unit-xpx = { $count ->
    [one] pallet
   *[other] pallets
}

"""Says of each line "SCHEME REFERENCE" on standard input what python-stdnum thinks of it.

pip install python-stdnum==2.2, then:
cargo test -q -p domain --test stdnum -- --ignored --nocapture | python3 verdicts.py > verdicts.txt
"""

import random
import sys

from stdnum import iso11649, luhn
from stdnum.be import ogm_vcs
from stdnum.ch import esr
from stdnum.no import orgnr


VALID = {
    "ocr": luhn.is_valid,
    "kid10": luhn.is_valid,
    # A Norwegian organisation number has nine digits, the last one by the weights of a KID.
    "kid11": orgnr.is_valid,
    "rf": iso11649.is_valid,
    "belgian": ogm_vcs.is_valid,
    "swiss_qr": esr.is_valid,
}


def digits(count):
    return str(random.randrange(1, 10)) + "".join(random.choice("0123456789") for _ in range(count - 1))


def drawn():
    """References of all lengths that nobody made: few of them are right."""
    random.seed(4)
    for _ in range(60):
        yield "ocr", digits(random.randrange(2, 26))
        yield "kid10", digits(random.randrange(2, 26))
        yield "kid11", digits(9)
        yield "rf", "RF" + digits(2) + digits(random.randrange(1, 22))
        yield "belgian", digits(12)
        yield "swiss_qr", digits(27)
        body = digits(random.randrange(2, 25))
        yield "ocr", body + luhn.calc_check_digit(body)
        body = digits(26)
        yield "swiss_qr", body + esr.calc_check_digit(body)
        body = digits(8)
        number = digits(10)
        yield "belgian", number + ogm_vcs.calc_check_digits(number)
        yield from (("kid11", body + str(digit)) for digit in range(10))


given = [line.split() for line in sys.stdin if len(line.split()) == 2 and line.split()[0] in VALID]
for scheme, reference in sorted({tuple(one) for one in [*given, *drawn()]}):
    print(scheme, reference, "right" if VALID[scheme](reference) else "wrong")

"""Codes to scan, as one-bit pictures that stay sharp at any size."""

from io import BytesIO

import zxingcpp
from PIL import Image

_SCALE, _FINE = 8, 4
_QUIET = 4  # modules of white around, which scanners need


def qr(text: str) -> bytes:
    """Return a QR code of a text as a PNG of one bit per point, white border included; a sixth of it may be damaged."""
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = zxingcpp.write_barcode_to_image(barcode, _SCALE, add_hrt=False, add_quiet_zones=False)
    code = Image.fromarray(drawn)
    border = _QUIET * _SCALE
    picture = Image.new("1", (code.width + 2 * border, code.height + 2 * border), 1)
    picture.paste(code.convert("1"), (border, border))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def datamatrix_image(text: str) -> Image.Image:
    """Return a DataMatrix code of a text as a grey picture, white border included; a space counts as any sign."""
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix)
    code = Image.fromarray(zxingcpp.write_barcode_to_image(barcode, _FINE, add_hrt=False, add_quiet_zones=False))
    border = _QUIET // 2 * _FINE
    picture = Image.new("L", (code.width + 2 * border, code.height + 2 * border), 255)
    picture.paste(code, (border, border))
    return picture

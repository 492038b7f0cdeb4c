"""The bank of the tests: the files that it sends, in the shape of the official schemas."""

from datetime import date


def pain002(*rejects: tuple[str, str], whole: str = "", reason: str = "") -> bytes:
    """Return a report of refused debits (reference, reason), or of a file that is refused as a whole."""
    status = f"<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if whole else "<GrpSts>PART</GrpSts>"
    lines = "".join(
        f"<TxInfAndSts><OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>RJCT</TxSts>"
        f"<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf></TxInfAndSts>"
        for reference, code in rejects
    )
    payment = f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId>{lines}</OrgnlPmtInfAndSts>" if lines else ""
    return (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt><GrpHdr><MsgId>R1</MsgId>'
        "<CreDtTm>2026-10-22T08:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>"
        f"<OrgnlMsgId>{whole or 'F'}</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId>{status}</OrgnlGrpInfAndSts>{payment}"
        "</CstmrPmtStsRpt></Document>"
    ).encode()


def camt(*entries: tuple[str, str, int, str], day: date = date(2026, 10, 22)) -> bytes:
    """Return a notification of credits and debits: direction, reference (or a payment's id, …-RCUR), cents, reason of a return."""
    return (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N1</MsgId>'
        "<CreDtTm>2026-10-22T20:00:00</CreDtTm></GrpHdr><Ntfctn><Id>N1</Id><CreDtTm>2026-10-22T20:00:00</CreDtTm>"
        "<Acct><Id><IBAN>FR7630001007941234567890185</IBAN></Id></Acct>"
        + "".join(_entry(*one, day=day) for one in entries)
        + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    ).encode()


def _entry(direction: str, reference: str, cents: int, reason: str, *, day: date) -> str:
    amount = f'<Amt Ccy="EUR">{cents // 100}.{cents % 100:02d}</Amt>'
    returned = f"<RtrInf><Rsn><Cd>{reason}</Cd></Rsn></RtrInf>" if reason else ""
    details = (
        f"<Btch><PmtInfId>{reference}</PmtInfId></Btch>"
        if reference.endswith("-RCUR")
        else f"<TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs><AmtDtls><TxAmt>{amount}</TxAmt></AmtDtls>{returned}</TxDtls>"
    )
    return (
        f"<Ntry>{amount}<CdtDbtInd>{direction}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt>"
        f"<BkTxCd><Prtry><Cd>SDD</Cd></Prtry></BkTxCd><NtryDtls>{details}</NtryDtls></Ntry>"
    )

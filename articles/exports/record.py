"""Findings as plain JSON-ready data: one shape for the command line, the exports and the API."""

from typing import Any

from articles.nlp.checklist.questions import in_words
from articles.nlp.confidence import is_calibrated
from articles.nlp.findings import (
    Annotation,
    Check,
    Claim,
    Defect,
    Evidence,
    Findings,
    Quote,
    Sentence,
    Source,
)

Record = dict[str, Any]


def findings_record(findings: Findings, *, id: str) -> Record:
    """One article's findings; offsets are half-open code points."""
    return {
        "id": id,
        "pipeline": findings.pipeline,
        "sentences": [sentence_record(sentence) for sentence in findings.sentences],
        "annotations": [annotation_record(annotation) for annotation in findings.annotations],
    }


def sentence_record(sentence: Sentence) -> Record:
    return {
        "start": sentence.start,
        "end": sentence.end,
        "sourcing": sentence.sourcing,
        "confidence": round(sentence.confidence, 4),
        "source": source_record(sentence.source),
        "inherited_from": list(sentence.inherited_from) if sentence.inherited_from else None,
    }


def annotation_record(annotation: Annotation) -> Record:
    shared: Record = {
        "start": annotation.start,
        "end": annotation.end,
        "confidence": round(annotation.confidence, 4),
        "calibrated": calibrated(annotation),
        "reasons": [reason_record(evidence) for evidence in annotation.reasons],
    }
    if not isinstance(annotation, Defect) and annotation.checks:
        shared["checks"] = [check_record(check) for check in annotation.checks]
    if isinstance(annotation, Quote):
        return {"kind": "quote", **quote_fields(annotation), **shared}
    if isinstance(annotation, Claim):
        return {"kind": "claim", "label": annotation.label, "type": annotation.type, **shared}
    return {"kind": "defect", "label": annotation.label, **shared}


def calibrated(annotation: Annotation) -> bool:
    """Was its confidence measured on labelled articles? The number is given all the same."""
    codes = [evidence.reason.code for evidence in annotation.reasons]
    if isinstance(annotation, Quote):
        return is_calibrated("quote", "", codes)
    if isinstance(annotation, Claim):
        return is_calibrated("claim", annotation.type, codes)
    return is_calibrated("defect", "", codes)


def quote_fields(quote: Quote) -> Record:
    cue = quote.cue
    return {
        "form": quote.form,
        "spans": [list(span) for span in quote.spans],
        "cue": {"start": cue.start, "end": cue.end, "text": cue.text} if cue else None,
        "source": source_record(quote.source),
        "confidences": {
            "span": round(quote.span_confidence, 4),
            "source": round(quote.source_confidence, 4),
        },
    }


def source_record(source: Source | None) -> Record | None:
    if source is None:
        return None
    return {
        "start": source.start,
        "end": source.end,
        "text": source.text,
        "type": source.type,
        "name": source.name,
    }


def reason_record(evidence: Evidence) -> Record:
    return {
        "code": evidence.reason.code,
        "says": evidence.reason.says,
        "start": evidence.start,
        "end": evidence.end,
    }


def check_record(check: Check) -> Record:
    return {
        "question": check.question,
        "answer": check.answer,
        "says": in_words(check),
        "start": check.start,
        "end": check.end,
    }

"""Stabilize threads: give stability back to an anchor that has frayed."""

from engine.ai.goap.vocabulary import Goal

from ..facts import THREADS_FRAYED, THREADS_STEADIED

STABILIZE_THREADS = Goal(
    "stabilize_threads",
    "Steady a frayed anchor.",
    wants=(THREADS_STEADIED,),
    condition=(THREADS_FRAYED,),
    weight=2.8,
    commitment=0.4,
)

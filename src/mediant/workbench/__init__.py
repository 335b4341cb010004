"""The workbench: what people do in a mediation that goes on, who sees what of it, and what follows. Pure.

A command of a person is decided into events; each event names its audience. What a person sees is the fold of the
events whose audience it belongs to, and nothing else: another's secret cannot be in it.
"""

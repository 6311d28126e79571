"""Deeds: the only room that changes the world and tells of it. One function per deed.

Each loads, asks the domain, saves and tells, in that order.
"""

"""Saison, ville, mandat: Programme, Season, City, SeasonCity, Mandate, Charter.

Open, run, close, hand over, clone a season; open, pause, end a mandate; accept a charter.
Refuses to know what ambassadors do: the activities above ask it who is one, where, when.
"""

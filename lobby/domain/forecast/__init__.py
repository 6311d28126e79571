"""How long it will take: the live rule played forward from the hall as it stands (science.md section 2).

`scene` is what a forecast starts from and `model` what is believed of times and people; `simulate` plays the one
forward under the other. `learned` makes a model of what happened, `levels` keeps the interval honest.
"""

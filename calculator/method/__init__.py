"""How we calculate: every rule told in plain Dutch, with its values, from the engine's own data.

chapters   the texts beside the rules, tied to their modules and values
cells      the values of a period, one by one, as people write them
tables     values that are tables themselves: pay scales, special rates, childcare
sources    where a value comes from, as a link with a name
curves     the rules drawn over income, by asking the rules themselves
changes    what is different from one period to the next
doubts     what isn't certain, what is missing and what ends soon
"""

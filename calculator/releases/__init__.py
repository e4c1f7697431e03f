"""New values without a developer: one of HPP uploads them, the machine checks them, another releases them.

    reading     a TOML, CSV or Excel file becomes blocks of values, or a list of faults, each with its row
    checking    what stands in those blocks is complete, in range, and does what was published
    in_process  every process uses what was released, within seconds
    actions     what can happen with a release, and who may do it

The values that came with the code stay the base; a release lies over them and can be taken off again.
"""

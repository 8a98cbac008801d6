"""A scan as a person may check it: one file of HTML with its pages, and on them what the machine saw.

    choose which scan is meant · gather archive and original → contexts · paper pictures as data ·
    render contexts → HTML, by the templates beside it

It is made from what the archive stores; nothing is read anew.
"""

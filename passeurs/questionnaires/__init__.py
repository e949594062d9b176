"""Questionnaires: forms that the team writes, and what people answer, for every activity that asks.

Nouns: Questionnaire (a version of a form, frozen once answered), Screen (one theme), Question, Response, Answer.
Verbs: build, duplicate, freeze, preview, answer, export. A response does not know whose it is: the activity that
asked holds it. Choices that come from elsewhere (cities) are given by whoever shows the form.
"""

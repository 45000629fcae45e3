"""Mutation testing: does any test notice when the code of the scope is changed in one small place?"""

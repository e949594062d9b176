"""placeholder"""
def load_mapping(path): raise NotImplementedError
def suggest_mapping(table): raise NotImplementedError
